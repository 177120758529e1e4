package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What one mail program shows and another does not is looked into all the same. */
@Covers({"R1.10", "R2.4", "R2.5"})
class OtherReadingsTest {
    private static final String TOP = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n";
    private static final String WORDS = "Content-Type: text/plain\n\nSee the file.\n";
    private static final String FILE = "Content-Type: application/octet-stream; name=evil.exe\n"
            + "Content-Transfer-Encoding: base64\n\n" + base64("the octets of the file") + "\n";
    private static final String UU = "begin 644 evil.exe\n6=&AE(&]C=&5T<R!O9B!T:&4@9FEL90``\n`\nend\n";

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Arguments row(String name, boolean held, String mail) {
        return Arguments.of(name, held, TOP + mail);
    }

    static Stream<Arguments> hiding() {
        String mixed = "Content-Type: multipart/mixed; boundary=\"b1\"\n\n";
        return Stream.of(
                row("two types", true, "Content-Type: text/plain\n" + mixed + "--b1\n" + FILE + "--b1--\n"),
                row(
                        "two boundaries",
                        true,
                        "Content-Type: multipart/mixed; boundary=a; boundary=b\n\n--a\n" + WORDS + "--a--\n--b\n" + FILE
                                + "--b--\n"),
                row(
                        "boundary of the disposition",
                        true,
                        "Content-Disposition: inline; boundary=b\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
                                + WORDS + "--a--\n--b\n" + FILE + "--b--\n"),
                row(
                        "comment in the field's name",
                        false,
                        "Content-Type(x): multipart/mixed; boundary=\"b1\"\n\n--b1\n" + FILE + "--b1--\n"),
                row("boundary in capitals", false, mixed + "--b1\n" + WORDS + "--B1\n" + FILE + "--b1--\n"),
                row("longer boundary", false, mixed + "--b1\n" + WORDS + "--b12\n" + FILE + "--b1--\n"),
                row("behind the end", false, mixed + "--b1\n" + WORDS + "--b1--\n--b1\n" + FILE + "--b1--\n"),
                row("before the beginning", false, mixed + "--other\n" + FILE + "--b1\n" + WORDS + "--b1--\n"),
                row("no part at all", false, mixed + "--other\n" + FILE + "--other--\n"),
                row("no boundary", false, "Content-Type: multipart/mixed\n\n--b1\n" + FILE + "--b1--\n"),
                row(
                        "blank line in front of the fields of an enclosed mail",
                        true,
                        "Content-Type: message/rfc822\n" + mixed + "--b1\nContent-Type: message/rfc822\n\nSubject: y\n"
                                + FILE + "--b1--\n"),
                row("two encodings", true, mixed + "--b1\nContent-Transfer-Encoding: 7bit\n" + FILE + "--b1--\n"),
                row("unknown encoding", false, mixed + "--b1\n" + FILE.replace("base64", "x-base64") + "--b1--\n"),
                row(
                        "encoded multipart",
                        true,
                        "Content-Transfer-Encoding: base64\n" + mixed + "--b1\n" + FILE + "--b1--\n"),
                row("uuencoded in a text", false, "Content-Type: text/plain\n\nSee:\n" + UU),
                row(
                        "uuencoded in an encoded text",
                        false,
                        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64("See:\n" + UU)),
                row("uuencoded before the beginning", false, mixed + UU + "--b1\n" + WORDS + "--b1--\n"),
                row(
                        "quoted in a bounce",
                        false,
                        "Content-Type: text/plain\n\nYour mail came back:\n\n--b1\n" + FILE + "--b1--\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hiding")
    void theFileIsSeen(String name, boolean held, String mail) {
        ParsedMessage read = Mails.parsed(Mails.raw(mail));
        assertThat(read.everyPart()).anySatisfy(part -> {
            assertThat(part.names()).contains("evil.exe");
            assertThat(part.head()).startsWith("the octets of the file");
        });
        assertThat(read.faults().stream().map(MailFault::valueOf).anyMatch(MailFault::hidesContent))
                .as(read.faults().toString())
                .isEqualTo(held);
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                row("text", false, "Content-Type: text/plain\n\nHello\n-- \nAnna\nTel: 1\n\nbegin of the end\n"),
                row("same field twice", false, "Content-Type: text/plain\nContent-Type: text/plain\n\nHello\n"),
                row(
                        "encodings that change nothing",
                        false,
                        "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: 8bit\n\nHello\n"),
                row(
                        "attachment",
                        false,
                        "Content-Type: multipart/mixed; boundary=\"=_b 1\"\n\n--=_b 1\n" + WORDS + "--=_b 1 \n" + FILE
                                + "--=_b 1--\n"),
                row(
                        "enclosed mail",
                        false,
                        "Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: message/rfc822\n\nSubject: y\n"
                                + "Content-Type: multipart/mixed; boundary=i\n\n--i\n" + WORDS + "--i\n" + FILE
                                + "--i--\n--o--\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void plainMailHasOneReading(String name, boolean held, String mail) {
        ParsedMessage read = Mails.parsed(Mails.raw(mail));
        assertThat(read.hidden()).isEmpty();
        assertThat(read.faults()).doesNotContain("MIME_CONTRADICTORY", "MIME_HIDDEN_PART");
    }

    @Test
    void sectionsAreBounded() {
        StringBuilder mail = new StringBuilder(TOP + "Content-Type: text/plain\n\n");
        for (int i = 0; i < 2 * SectionFinder.MOST_SECTIONS; i++) {
            mail.append("--b").append(i).append('\n').append(FILE);
        }
        ParsedMessage read = Mails.parsed(Mails.raw(mail.toString()));
        assertThat(read.hidden()).hasSizeLessThanOrEqualTo(SectionFinder.MOST_SECTIONS);
        assertThat(read.faults()).contains("MIME_PARTS");
    }
}
