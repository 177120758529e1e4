package org.ecluse.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would have changed the outcome, for each verdict (B4). */
@Covers("B4")
class ExplanationTest {
    private static final String EACH = "SPF_NONE";
    private static final String OTHER = "LINK_SHORTENER";

    /** Findings are symbols; S120 is one worth 120 points, and T60 another worth 60. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            virus                      | VIRUS_FOUND                      | Without “{VIRUS_FOUND}” it would have been delivered.
            virus in a large mail      | VIRUS_FOUND SIZE_OVER_LIMIT      | Without “{VIRUS_FOUND}” it would have been quarantined.
            content                    | ATTACHMENT_FORBIDDEN             | Without “{ATTACHMENT_FORBIDDEN}” it would have been delivered.
            size                       | SIZE_OVER_LIMIT                  | Without “{SIZE_OVER_LIMIT}” it would have been delivered.
            red list                   | LIST_BLOCKED                     | Without “{LIST_BLOCKED}” it would have been refused. NOT
            red list                   | LIST_BLOCKED                     | Without “{LIST_BLOCKED}” it would have been delivered.
            phishing                   | PHISHING_FOUND                   | Without “{PHISHING_FOUND}” it would have been delivered.
            phishing in spam           | PHISHING_FOUND S120              | Without “{PHISHING_FOUND}” it would have been quarantined.
            forged own domain          | DMARC_FAIL_REJECT                | Without “{DMARC_FAIL_REJECT}” it would have been delivered.
            no scanner                 | SCANNER_UNAVAILABLE              | Without “{SCANNER_UNAVAILABLE}” it would have been delivered.
            loop                       | ROUTING_LOOP                     | Without “{ROUTING_LOOP}” it would have been delivered.
            spam                       | S120                             | Without “{SPF_NONE}” it would have been delivered.
            spam, threshold            | S120                             | With a quarantine threshold above 120 points it would have been delivered.
            spam, level                | S120                             | At the level Aucun it would have been delivered.
            spam, green list           | S120                             | With the sender on the green list, and proven to be the sender, it would have been delivered.
            destroyed, threshold       | S520                             | With a destruction threshold above 520 points it would have been quarantined.
            threshold alone is no help | S120 SIZE_OVER_LIMIT             | With a quarantine threshold above 120 points it would have been delivered. NOT
            two heavy signs, together  | S120 T110                        | Without these together it would have been delivered: “{SPF_NONE}”, “{LINK_SHORTENER}”.
            two grounds, together      | ATTACHMENT_FORBIDDEN SIZE_OVER_LIMIT | Without these together it would have been delivered: “{ATTACHMENT_FORBIDDEN}”, “{SIZE_OVER_LIMIT}”.
            newsletter                 | BULK_NEWSLETTER                  | Without “{BULK_NEWSLETTER}” it would have been delivered.
            newsletter, level          | BULK_NEWSLETTER                  | At the level Moyen it would have been delivered.
            delivered, how near        | S70                              | 30 more points would have had it quarantined.
            delivered by the list      | S120 LIST_ALLOWED                | Without “{LIST_ALLOWED}” it would have been quarantined.
            the list, not the points   | S70 LIST_ALLOWED                 | 30 more points would have had it quarantined. NOT
            nothing found              | ''                               | No single finding changed the outcome.
            """)
    void saysWhatWouldHaveChangedTheOutcome(String what, String symbols, String sentence) {
        List<String> changes = explain(symbols, Locale.ENGLISH).counterfactuals();
        boolean not = sentence.endsWith(" NOT");
        String expected = named(not ? sentence.substring(0, sentence.length() - 4) : sentence);
        if (not) {
            assertThat(changes).doesNotContain(expected);
        } else {
            assertThat(changes).contains(expected);
        }
    }

    @Test
    void aFindingIsMarkedDecisiveIfTheOutcomeWouldBeAnotherWithoutIt() {
        assertThat(explain("S120 T10", Locale.ENGLISH).lines())
                .filteredOn(Explanation.Line::decisive)
                .extracting(Explanation.Line::symbol)
                .containsExactly(EACH);
        assertThat(explain("S120 T110", Locale.ENGLISH).lines()).noneMatch(Explanation.Line::decisive);
    }

    @Test
    void everySentenceIsThereInFrench() {
        assertThat(explain("S120 T110", Locale.FRENCH).counterfactuals())
                .anyMatch(each -> each.startsWith("Sans ces constats réunis, il aurait été délivré :"))
                .contains("Avec un seuil de quarantaine au-dessus de 230 points, il aurait été délivré.");
        assertThat(explain("S520", Locale.FRENCH).counterfactuals())
                .contains("Avec un seuil de destruction au-dessus de 520 points, il aurait été mis en quarantaine.");
        assertThat(explain("S70", Locale.FRENCH).counterfactuals())
                .contains("30 points de plus l'auraient fait mettre en quarantaine.");
    }

    private static Explanation explain(String symbols, Locale locale) {
        Map<String, Double> weights = new HashMap<>();
        List<Finding> findings = Stream.of(symbols.split(" "))
                .filter(symbol -> !symbol.isEmpty())
                .map(symbol -> {
                    if (!symbol.matches("[ST]\\d+")) {
                        return Finding.of(symbol);
                    }
                    String real = symbol.startsWith("S") ? EACH : OTHER;
                    weights.put(real, Double.parseDouble(symbol.substring(1)));
                    return Finding.of(real);
                })
                .toList();
        FilterPolicy policy = PolicyDocument.parse("{}");
        return Explanation.of(
                findings,
                new PolicySnapshot(1, 1, 1, policy, FilterLevel.ROBUSTE, new Weights(weights), List.of(), Set.of()),
                locale);
    }

    /** {@code {SYMBOL}} stands for its sentence. */
    private static String named(String sentence) {
        String text = sentence;
        for (String symbol : sentence.split("[{}]")) {
            if (symbol.matches("[A-Z_]+")) {
                text = text.replace(
                        "{" + symbol + "}", SymbolTexts.in(Locale.ENGLISH).sentence(symbol));
            }
        }
        return text;
    }
}
