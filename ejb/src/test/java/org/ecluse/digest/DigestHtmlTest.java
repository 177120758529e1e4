package org.ecluse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ecluse.quarantine.Releaser;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report's HTML holds nothing that Outlook, Gmail, Apple Mail or phones drop, and stands without its style sheet. */
@Covers({"R3.1", "R3.5"})
class DigestHtmlTest {
    /** Gmail shows no more of a mail. */
    private static final int GMAIL_BYTES = 102_400;

    private static final List<DigestLine> LINES = List.of(
            SampleDigest.line("Marie <marie@partner.example>", "Devis", VerdictName.SPAM_QUARANTINED),
            SampleDigest.unreleasable("Outil", VerdictName.CONTENT, Releaser.QUARANTINE_MANAGER));

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void hasNoElementThatClientsDrop(String language) {
        Document html = html(language);

        assertThat(html.select(
                        "script, link, img, svg, video, iframe, object, embed, form, input, button, base, canvas"))
                .isEmpty();
        assertThat(html.select("[onclick], [onload], [onerror], [background], [srcset], [src]"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "position",
                "float",
                "flex",
                "grid",
                "background-image",
                "url(",
                "transform",
                "animation",
                "@import",
                "@font-face",
                "var(",
                "calc(",
                "expression"
            })
    void hasNoStyleThatClientsDrop(String word) {
        Document html = html("fr");

        assertThat(html.select("[style]").eachAttr("style")).noneMatch(style -> style.contains(word));
        assertThat(html.select("style").html()).doesNotContain(word);
    }

    @Test
    void standsWithoutItsStyleSheet() {
        Document html = html("fr");
        html.select("style").remove();

        for (Element styled : html.body().getAllElements()) {
            if (styled.hasAttr("class")) {
                assertThat(styled.attr("style"))
                        .as(styled.tagName() + "." + styled.className())
                        .isNotBlank();
            }
        }
        assertThat(html.select("a")).allMatch(link -> link.attr("style").contains("color:"));
        assertThat(html.select("table")).allMatch(table -> table.attr("role").equals("presentation"));
    }

    @Test
    void theStyleSheetOnlyAdaptsToDarkAndNarrowScreens() {
        String rules = html("fr").select("style").html();

        assertThat(rules).contains("@media (prefers-color-scheme: dark)", "@media (max-width: 480px)");
        assertThat(rules.replaceAll("(?s)@media[^{]*\\{(?:[^{}]*\\{[^}]*\\})*\\s*\\}", "")
                        .strip())
                .isEqualTo("a { text-decoration: none; }");
    }

    @Test
    void declaresDarkModeAndLanguage() {
        Document html = html("fr");

        assertThat(html.select("meta[name=color-scheme]").attr("content")).isEqualTo("light dark");
        assertThat(html.select("meta[name=supported-color-schemes]").attr("content"))
                .isEqualTo("light dark");
        assertThat(html.select("html").attr("lang")).isEqualTo("fr");
    }

    @Test
    void theLongestReportIsShownWhole() {
        String longest = "https://quarantine.mail.example/l/v1.k12345." + "x".repeat(200);
        List<DigestLine> lines = IntStream.range(0, DigestContent.MAX_LINES)
                .mapToObj(i -> new DigestLine(
                        SampleDigest.ALICE,
                        "\"" + "N".repeat(118),
                        "<" + "é".repeat(198),
                        SampleDigest.NIGHT,
                        SampleDigest.NIGHT,
                        VerdictName.PNS,
                        Optional.of(Releaser.USER),
                        Optional.of(longest),
                        Optional.of(longest),
                        longest,
                        longest))
                .toList();
        DigestText text = new DigestText(SampleDigest.of("fr", lines, 1_000));

        assertThat(text.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(GMAIL_BYTES);
    }

    @Test
    void nobodysNameForgesAnythingInIt() {
        List<DigestLine> hostile = List.of(
                SampleDigest.line(
                        "\"></p></td></tr></table><a href=https://evil.example>Délivrer</a>",
                        "<!--[if mso]><style>body{display:none}</style>",
                        VerdictName.PNS),
                SampleDigest.line(
                        "\u202Emoc.knab@x", "]]></title><meta http-equiv=refresh content=0>", VerdictName.PNS));
        Document html = Jsoup.parse(new DigestText(SampleDigest.of("fr", hostile, 0)).html());

        assertThat(html.select("a[href*=evil], meta[http-equiv], body style")).isEmpty();
        assertThat(html.select("table"))
                .hasSameSizeAs(Jsoup.parse(
                                new DigestText(SampleDigest.of("fr", List.of(LINES.get(0), LINES.get(0)), 0)).html())
                        .select("table"));
    }

    private static Document html(String language) {
        return Jsoup.parse(new DigestText(SampleDigest.of(language, LINES, 3)).html());
    }
}
