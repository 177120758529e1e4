package org.ecluse.filter.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule with a mail that it speaks of and one that comes near: {@code spam/rules.tsv}, columns symbol, {@code +} or {@code -},
 * header fields that differ from an ordinary mail's, body. {@code \n} is a line end; a field without value is left out.
 */
@Covers({"R2.1", "B4"})
class SpamRulesTest {
    private static final Map<String, String> ORDINARY = Map.of(
            "From", "Anna Berg <anna@shop.example>",
            "To", "Anna <anna@demo.example>",
            "Subject", "Minutes of the meeting",
            "Date", "Mon, 02 Mar 2026 09:59:00 +0000",
            "Message-ID", "<1.a@shop.example>");

    private record Row(String symbol, boolean expected, String fields, String body) {
        @Override
        public String toString() {
            return (expected ? "" : "no ") + symbol + " " + fields;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void speaksOrNot(Row row) {
        Set<String> found = symbols(mail(row.fields(), row.body()));
        if (row.expected()) {
            assertThat(found).contains(row.symbol());
        } else {
            assertThat(found).doesNotContain(row.symbol());
        }
    }

    @Test
    void ordinaryMailIsWorthNothing() {
        Weights weights = Weights.shipped();
        assertThat(symbols(mail("", "The minutes are ready. Anna"))).allMatch(symbol -> weights.of(symbol) <= 0);
    }

    /** A rule that nobody shows at work may be broken for long. */
    @Test
    void mostRulesAreShownBothWays() throws IOException {
        Map<String, Set<Boolean>> ways = rows().collect(Collectors.groupingBy(
                Row::symbol, Collectors.mapping(Row::expected, Collectors.toCollection(TreeSet::new))));
        assertThat(ways.values()).allMatch(both -> both.size() == 2);
        assertThat(ways).hasSizeGreaterThan(50);
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream in = SpamRulesTest.class.getResourceAsStream("/spam/rules.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split("\t", 4))
                            .map(cells -> new Row(cells[0], cells[1].equals("+"), cells[2], cells[3]))
                            .toList()
                            .stream();
        }
    }

    private static String mail(String differing, String body) {
        Map<String, String> fields = new LinkedHashMap<>(ORDINARY);
        for (String field : differing.isEmpty() ? new String[0] : differing.split("\\\\n")) {
            int colon = field.indexOf(':');
            String value = field.substring(colon + 1).strip();
            if (value.isEmpty()) {
                fields.remove(field.substring(0, colon));
            } else {
                fields.put(field.substring(0, colon), value);
            }
        }
        StringBuilder mail = new StringBuilder();
        fields.forEach(
                (name, value) -> mail.append(name).append(": ").append(value).append("\n"));
        return mail.append("\n").append(body.replace("\\n", "\n")).append("\n").toString();
    }

    private static Set<String> symbols(String mail) {
        StageResult result = new SpamStage().examine(Mails.transaction(Mails.raw(mail)));
        return ((StageResult.Findings) result)
                .list().stream().map(Finding::symbol).collect(Collectors.toCollection(TreeSet::new));
    }
}
