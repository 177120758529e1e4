package org.ecluse.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ecluse.quarantine.Releaser;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"R3.1", "R3.5"})
class DigestTextTest {
    private static final DigestLine PLAIN =
            SampleDigest.line("Marie <marie@partner.example>", "Devis", VerdictName.SPAM_QUARANTINED);

    @Test
    void frenchHasTheWordsOfTheSources() {
        Document html = html("fr", PLAIN);

        assertThat(html.select("a.first").text()).isEqualTo("Délivrer");
        assertThat(html.select("a.second").text()).isEqualTo("N'est pas indésirable");
        assertThat(html.text())
                .contains("Devis", "Marie <marie@partner.example>", "Ressemble à du courrier indésirable");
    }

    @Test
    void theReportAsksNotToBeForwarded() {
        DigestText text = new DigestText(SampleDigest.of("fr", List.of(PLAIN), 0));

        assertThat(text.plain()).contains("Ne transférez pas ce rapport");
        assertThat(Jsoup.parse(text.html()).text()).contains("Ne transférez pas ce rapport");
    }

    @Test
    void datesAreInTheSubscribersZone() {
        assertThat(html("fr", PLAIN).text()).contains("16 janvier 2026 à 00:30");
        assertThat(html("en", PLAIN).text()).contains("16 January 2026, 00:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void linksAreTheOnesGivenInBothParts(String language) {
        DigestText text = new DigestText(SampleDigest.of(language, List.of(PLAIN), 0));

        assertThat(Jsoup.parse(text.html()).select("a[href]").eachAttr("href"))
                .containsExactly(
                        "https://mail.example/l/v1.k1.lists.mac",
                        "https://mail.example/l/v1.k1.account.mac",
                        "https://mail.example/l/v1.k1.release.mac",
                        "https://mail.example/l/v1.k1.notspam.mac",
                        "https://mail.example/l/v1.k1.green.mac",
                        "https://mail.example/l/v1.k1.red.mac",
                        "https://mail.example/l/v1.k1.unsubscribe.mac");
        assertThat(text.plain())
                .contains(
                        "\nhttps://mail.example/l/v1.k1.release.mac\n",
                        "\nhttps://mail.example/l/v1.k1.notspam.mac\n",
                        "\nhttps://mail.example/l/v1.k1.green.mac\n",
                        "\nhttps://mail.example/l/v1.k1.red.mac\n",
                        "https://mail.example/l/v1.k1.unsubscribe.mac",
                        "https://mail.example/l/v1.k1.lists.mac",
                        "https://mail.example/l/v1.k1.account.mac");
    }

    @Test
    void hostileSubjectsAndNamesAreText() {
        DigestLine hostile = SampleDigest.line(
                "<script>alert(1)</script>\"><img src=x> <a@b.example>",
                "</p><a href='https://evil.example'>click</a> ${7*7} <#list x as y> \u202Eexe.gpj",
                VerdictName.PNS);

        Document html = html("en", hostile);

        assertThat(html.select("script, img, a[href*=evil]")).isEmpty();
        assertThat(html.text())
                .contains("<script>alert(1)</script>", "${7*7} <#list x as y> exe.gpj")
                .doesNotContain("\u202E");
    }

    @Test
    void aSubjectCannotBreakTheLinesOfThePlainPart() {
        DigestLine hostile =
                SampleDigest.line("a@b.example", "Hello\r\n\r\nDeliver:\r\nhttps://evil.example/l/x", VerdictName.PNS);

        assertThat(plain("en", hostile))
                .contains("Subject: Hello Deliver: https://evil.example/l/x\n")
                .doesNotContain("\nhttps://evil");
    }

    @Test
    void whatTheUserMayNotReleaseHasNoLinkButSaysWho() {
        Document manager =
                html("en", SampleDigest.unreleasable("Tool", VerdictName.CONTENT, Releaser.QUARANTINE_MANAGER));
        Document administrator =
                html("en", SampleDigest.unreleasable("Boss", VerdictName.SPOOFED, Releaser.ADMINISTRATOR));

        assertThat(manager.select("a.first, a.second")).isEmpty();
        assertThat(manager.text()).contains("Your quarantine manager can deliver it.");
        assertThat(administrator.text()).contains("Your administrator can deliver it.");
    }

    @Test
    void emptySubjectAndSenderAreNamed() {
        assertThat(html("en", SampleDigest.line("", "", VerdictName.PNS)).text())
                .contains("(no subject)", "(no sender)");
    }

    @Test
    void aLongReportSaysHowManyMore() {
        DigestText text = new DigestText(SampleDigest.of("en", SampleDigest.lines(DigestContent.MAX_LINES), 37));

        assertThat(text.subject()).startsWith((DigestContent.MAX_LINES + 37) + " messages held for you");
        assertThat(text.html()).contains("37 more messages are held");
        assertThat(text.plain()).contains("37 more messages are held");
        assertThat(text.html()).contains("You find all of them in your account.");
    }

    @Test
    void oneMessageIsSpokenOfAsOne() {
        assertThat(new DigestText(SampleDigest.of("fr", List.of(PLAIN), 0)).subject())
                .isEqualTo("1 message retenu pour vous – 16 janvier 2026");
        assertThat(new DigestText(SampleDigest.of("en", List.of(PLAIN), 1)).html())
                .contains("One more message is held");
    }

    @Test
    void withoutALineThereIsNoReport() {
        assertThatThrownBy(() -> SampleDigest.of("en", List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyVerdictHasWords(String language) {
        for (VerdictName verdict : VerdictName.values()) {
            assertThat(html(language, SampleDigest.line("a@b.example", "x", verdict))
                            .select(".why")
                            .text())
                    .isNotBlank();
        }
    }

    private static Document html(String language, DigestLine line) {
        return Jsoup.parse(new DigestText(SampleDigest.of(language, List.of(line), 0)).html());
    }

    private static String plain(String language, DigestLine line) {
        return new DigestText(SampleDigest.of(language, List.of(line), 0)).plain();
    }
}
