package org.ecluse.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.dnslist.KnownLists;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailFault;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.DnsListWeight;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

@Covers("B4")
class SymbolTextsTest {
    private static final Pattern SYMBOL = Pattern.compile("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+|GTUBE)\"");
    private static final Pattern GROUP = Pattern.compile("^\\[([A-Z_]+)]", Pattern.MULTILINE);

    @Test
    void everySymbolHasASentenceInBothLanguages() throws IOException {
        Set<String> symbols = symbols();
        assertThat(symbols).hasSizeGreaterThan(100);
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.FRENCH}) {
            SymbolTexts texts = SymbolTexts.in(locale);
            assertThat(symbols)
                    .as(locale.getLanguage())
                    .allSatisfy(symbol -> assertThat(texts.sentence(symbol))
                            .isNotEqualTo(symbol)
                            .isNotBlank());
        }
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertThat(keys(Locale.FRENCH)).isEqualTo(keys(Locale.ENGLISH));
    }

    @Test
    void anUnknownSymbolSpeaksForItself() {
        assertThat(SymbolTexts.in(Locale.GERMAN).sentence("OF_ANOTHER_TIME")).isEqualTo("OF_ANOTHER_TIME");
    }

    @Test
    void aDnsListWithoutASentenceHasThatOfItsKind() {
        SymbolTexts texts = SymbolTexts.in(Locale.ENGLISH);
        assertThat(texts.sentence("DNSBL_ACME")).isEqualTo(texts.sentence("DNSBL_OTHER"));
        assertThat(texts.sentence("DNSWL_ACME")).isEqualTo(texts.sentence("DNSWL_OTHER"));
    }

    @Test
    void everyWeightIsOfASymbolThatARuleCanFind() throws IOException {
        assertThat(symbols()).containsAll(Weights.shipped().symbols());
    }

    private static Set<String> keys(Locale locale) {
        return new TreeSet<>(ResourceBundle.getBundle(
                        "org.ecluse.text.symbols",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .keySet());
    }

    /** Symbols as they stand in the sources of the rules. */
    private static Set<String> symbols() throws IOException {
        Set<String> symbols = new TreeSet<>();
        for (String folder : new String[] {"filter", "verdict"}) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/ecluse", folder))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    addAll(SYMBOL.matcher(Files.readString(file)), symbols);
                }
            }
        }
        addAll(
                GROUP.matcher(Files.readString(
                        Path.of("src/main/resources/org/ecluse/filter/spam/phrases.txt"), StandardCharsets.UTF_8)),
                symbols);
        Arrays.stream(MailFault.values()).map(Enum::name).forEach(symbols::add);
        Arrays.stream(FileTrait.values()).map(FileTrait::symbol).forEach(symbols::add);
        Arrays.stream(BulkClass.values()).map(Ground::symbolOf).forEach(symbols::add);
        KnownLists.all().forEach(list -> symbols.add(list.symbol()));
        Stream.of(DnsListWeight.BLOCKS, DnsListWeight.ALLOWS)
                .map(DnsListWeight::kindOf)
                .forEach(symbols::add);
        Stream.of("FROM", "TO", "SUBJECT").map(Ground::invalidHeader).forEach(symbols::add);
        return symbols;
    }

    private static void addAll(Matcher matcher, Set<String> symbols) {
        while (matcher.find()) {
            symbols.add(matcher.group(1));
        }
    }
}
