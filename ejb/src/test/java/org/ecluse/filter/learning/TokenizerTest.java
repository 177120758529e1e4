package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.junit.jupiter.api.Test;

class TokenizerTest {
    private static final String HEADER =
            "From: Anna <anna@example.org>\nTo: bruno@demo.example\nSubject: Hello\nMessage-ID: <a1@example.org>\n";

    @Test
    void namesNoSender() {
        String other =
                HEADER.replace("anna@example.org", "anna@another.org").replace("a1@example.org", "b2@another.org");
        assertThat(tokens(other + "\nThe text.\n")).isEqualTo(tokens(HEADER + "\nThe text.\n"));
    }

    @Test
    void seesWhetherNameAndAddressAgree() {
        assertThat(tokens(HEADER.replace("anna@", "annab@") + "\nThe text.\n"))
                .isEqualTo(tokens(HEADER + "\nThe text.\n"));
        assertThat(tokens(HEADER.replace("anna@", "kqpfs@") + "\nThe text.\n"))
                .isNotEqualTo(tokens(HEADER + "\nThe text.\n"));
    }

    @Test
    void seesWhetherTheClocksOfAnIdAndItsBoundaryFit() {
        // The id by the world's clock, the boundary four hours behind as the date's zone says; and both by one clock.
        String fits = clocks("01C24A78.6D4710A0");
        String copied = clocks("01c24a99.f8570760".toUpperCase(Locale.ROOT));
        assertThat(tokens(fits)).isNotEqualTo(tokens(copied));
        assertThat(tokens(clocks("01C24A78.6D471FFF"))).isEqualTo(tokens(fits));
    }

    private static String clocks(String boundaryTime) {
        String boundary = "----=_NextPart_000_0027_" + boundaryTime;
        return "From: Anna <anna@example.org>\nSubject: Hello\nDate: Fri, 23 Aug 2002 07:41:00 -0400\n"
                + "Message-ID: <002a01c24a99$f8570760$603a2f18@example.org>\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n--" + boundary
                + "\n\nThe text.\n--" + boundary + "--\n";
    }

    @Test
    void seesWordsSubjectAndRules() {
        int[] plain = tokens(HEADER + "\nThe text.\n");
        assertThat(tokens(HEADER + "\nThe other.\n")).isNotEqualTo(plain);
        assertThat(tokens(HEADER.replace("Hello", "Goodbye") + "\nThe text.\n")).isNotEqualTo(plain);
        TokenBag withRule = Tokenizer.of(
                Mails.transaction(Mails.raw(HEADER + "\nThe text.\n")), List.of(Finding.of("SUBJECT_SHOUTS")));
        assertThat(withRule.size()).isEqualTo(plain.length + 1);
    }

    @Test
    void scriptsWithoutSpacesGiveMoreThanOneWord() {
        String type = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
        long words = words(HEADER + type + "限时优惠立即点击领取您的免费礼品\n");
        assertThat(words).isGreaterThan(12);
    }

    @Test
    void quotesTheMailAlone() {
        TokenBag bag = Tokenizer.of(Mails.transaction(Mails.raw(HEADER + "\nUnusual wording here.\n")), List.of());
        assertThat(IntStream.range(0, bag.size()).mapToObj(bag::quote))
                .contains("unusual", "unusual wording", "hello")
                .noneMatch(quote -> quote.contains("from") || quote.contains("plain"));
    }

    @Test
    void floodOfWordsIsCutAndLeavesRoomForTheBuild() {
        StringBuilder flood = new StringBuilder(HEADER + "\n");
        for (int i = 0; i < 60_000; i++) {
            flood.append("w")
                    .append(Integer.toString(i, 26).replaceAll("[0-9]", "z"))
                    .append(' ')
                    .append(i % 10 == 0 ? "\n" : "");
        }
        int[] found = tokens(flood.toString());
        assertThat(found).hasSizeLessThanOrEqualTo(TokenBag.MOST_TOKENS);
        assertThat(IntStream.of(found).filter(t -> TokenGroup.of(t) == TokenGroup.BUILD))
                .hasSizeGreaterThan(10);
    }

    @Test
    void lettersThatGrowInLowerCaseStopNothing() {
        String type = "MIME-Version: 1.0\nContent-Type: text/plain; name=" + "\u0130".repeat(20) + "; boundary=b\n";
        assertThat(tokens(HEADER + type + "\nThe text.\n")).isNotEmpty();
    }

    @Test
    void openQuotesInHtmlTakeLinearTime() {
        String html = HEADER + "MIME-Version: 1.0\nContent-Type: text/html\n\n" + "<a b='c\" <i \"d' ".repeat(20_000);
        assertTimeoutPreemptively(Duration.ofSeconds(8), () -> tokens(html));
    }

    private static int[] tokens(String mail) {
        return Tokenizer.of(Mails.transaction(Mails.raw(mail)), List.of()).toArray();
    }

    private static long words(String mail) {
        return IntStream.of(tokens(mail))
                .filter(t -> TokenGroup.of(t) == TokenGroup.WORDS)
                .count();
    }
}
