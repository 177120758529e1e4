package org.ecluse.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"R2.8", "B13"})
class BannerWriterTest {
    private static final String BASE = "https://mx.service.example/l/";
    private static final String TOKEN = "v1.k1234567." + "cGF5bG9hZA".repeat(12) + "." + "m".repeat(43);
    private static final String SENTENCE = "Signaler ce message comme indésirable";
    private static final Banner FRENCH = new Banner(SENTENCE, BASE + TOKEN, Locale.FRENCH);

    private final BannerWriter writer = new BannerWriter(BASE, TOKEN::equals);

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "us-ascii,      7bit,             hello,  Signaler ce message comme indesirable",
        "utf-8,         '',               hello,  Signaler ce message comme indesirable",
        "utf-8,         8bit,             héllo,  Signaler ce message comme indésirable",
        "iso-8859-1,    8bit,             héllo,  Signaler ce message comme indésirable",
        "iso-8859-15,   quoted-printable, h=E9llo =A4, Signaler ce message comme indésirable",
        "utf-8,         quoted-printable, h=C3=A9llo,  Signaler ce message comme indésirable",
        "utf-8,         BASE64,           aMOpbGxv,    Signaler ce message comme indésirable",
        "koi8-r,        8bit,             hello,  Signaler ce message comme indesirable",
        "utf-16be,      base64,           AGgAZQBsAGwAbw==, Signaler ce message comme indésirable",
        "iso-2022-jp,   7bit,             hello,  Signaler ce message comme indesirable"
    })
    void plainTextEndsWithTheLinkInItsOwnLetters(String charset, String encoding, String body, String sentence) {
        String mail = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: text/plain; charset=" + charset + "\n"
                + (encoding.isEmpty() ? "" : "Content-Transfer-Encoding: " + encoding + "\n") + "\n" + body + "\n";
        byte[] octets = mail.replace("\n", "\r\n")
                .getBytes(encoding.equals("8bit") ? Charset.forName(charset) : StandardCharsets.US_ASCII);

        RawMessage changed = written(Mails.raw(octets)).orElseThrow();

        String text = onlyText(changed);
        assertThat(text).contains("h").endsWith(sentence + "\r\n" + BASE + TOKEN + "\r\n");
        assertThat(read(changed))
                .startsWith(mail.substring(0, mail.indexOf("\n\n")).replace("\n", "\r\n"));
        assertThat(read(changed).lines()).allMatch(line -> line.length() <= 998);
        assertThat(changed.sizeBytes()).isEqualTo(read(changed).length());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "before the end of the body,   <html><body><p>hi</p></body></html>",
        "the last one counts,          <body>a</body><p>b</p></BODY>",
        "behind everything without it, <p>hi"
    })
    void htmlGetsItInItsBody(String name, String html) {
        for (String encoding : List.of("7bit", "quoted-printable", "base64")) {
            String body = encoding.equals("base64")
                    ? Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8))
                    : html;
            RawMessage changed = written(Mails.raw("From: a@b.example\nContent-Type: text/html; charset=utf-8\n"
                            + "Content-Transfer-Encoding: " + encoding + "\n\n" + body + "\n"))
                    .orElseThrow();

            String text = onlyText(changed);
            int close = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
            assertThat(text)
                    .as(encoding)
                    .startsWith(html.substring(0, close < 0 ? html.length() : close))
                    .contains(
                            "<a style",
                            "\r\nhref=\"" + BASE + TOKEN + "\">Signaler ce message comme ind&#233;sirable</a>")
                    .contains(close < 0 ? "</div>" : "</div>\r\n" + html.substring(close));
        }
    }

    @Test
    void bothVersionsAreChangedAndNothingElse() {
        String mail = """
                From: a@b.example
                Subject: two versions
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="out"

                preamble
                --out
                Content-Type: multipart/alternative; boundary="in"

                --in
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                bonjour
                --in
                Content-Type: multipart/related; boundary="rel"

                --rel
                Content-Type: text/html; charset=utf-8

                <body>bonjour<img src="cid:1"></body>
                --rel
                Content-Type: image/png
                Content-ID: <1>
                Content-Transfer-Encoding: base64

                iVBORw0KGgo=
                --rel--
                --in--
                --out
                Content-Type: text/plain; name=notes.txt
                Content-Disposition: attachment; filename=notes.txt

                a file
                --out
                Content-Type: message/rfc822

                From: c@d.example
                Content-Type: text/plain

                bonjour
                --out--
                epilogue
                """;
        RawMessage raw = Mails.raw(mail);

        String changed = read(written(raw).orElseThrow());

        String plain = FRENCH.plain(StandardCharsets.UTF_8.newEncoder());
        String expected = read(raw)
                .replaceFirst("bonjour\r\n--in", latin("bonjour" + plain) + "\r\n--in")
                .replaceFirst("</body>", FRENCH.html() + "</body>");
        assertThat(changed).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "signed          | multipart/signed; protocol=x; boundary=b | text/plain",
                "encrypted       | multipart/encrypted; boundary=b | text/plain",
                "report          | multipart/report; boundary=b | text/plain",
                "unknown         | multipart/x-new; boundary=b | text/plain",
                "signed inside   | multipart/mixed; boundary=b | multipart/signed; boundary=c",
                "S/MIME          | multipart/mixed; boundary=b | application/pkcs7-mime; smime-type=signed-data",
                "calendar        | multipart/mixed; boundary=b | text/calendar; method=REQUEST",
                "picture only    | multipart/mixed; boundary=b | image/png",
                "enclosed only   | multipart/mixed; boundary=b | message/rfc822",
                "no boundary     | multipart/mixed | text/plain",
                "attached text   | multipart/mixed; boundary=b | text/plain; name=a.txt",
                "twice the type  | multipart/mixed; boundary=b | text/plain\\nContent-Type: text/html",
                "two encodings   | multipart/mixed; boundary=b | text/plain\\nContent-Transfer-Encoding: 7bit\\nContent-Transfer-Encoding: base64",
                "digest          | multipart/mixed; boundary=b | text/plain\\nContent-MD5: Q2hlY2s=",
                "odd encoding    | multipart/mixed; boundary=b | text/plain\\nContent-Transfer-Encoding: x-uuencode",
                "odd letters     | multipart/mixed; boundary=b | text/plain; charset=x-nobody",
                "broken base64   | multipart/mixed; boundary=b | text/plain\\nContent-Transfer-Encoding: base64"
            })
    void whatMustNotBeChangedIsNot(String name, String whole, String part) {
        String mail = "From: a@b.example\nMIME-Version: 1.0\nContent-Type: " + whole + "\n\n--b\nContent-Type: "
                + part.replace("\\n", "\n") + "\n\nbonjour!\n--b--\n";

        assertThat(written(Mails.raw(mail))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----",
                "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello",
                "my answer\n> hello\n> " + BASE + "@TOKEN@",
                "my answer\n> > " + BASE + "v1.k1234567.\n> > @REST@"
            })
    void inlinePgpAndWhatQuotesTheBannerStays(String body) {
        String text = body.replace("@TOKEN@", TOKEN).replace("@REST@", TOKEN.substring("v1.k1234567.".length()));

        assertThat(written(Mails.raw("From: a@b.example\n\n" + text + "\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1.k1.forged." + "m", "", "v1.k1234567.x.y"})
    void aForgedLinkDoesNotKeepTheBannerAway(String token) {
        String forged = token.endsWith("m") ? token + "m".repeat(42) : token;

        assertThat(written(Mails.raw("From: a@b.example\n\nsee " + BASE + forged + " now\n")))
                .isPresent();
    }

    @Test
    void octetsThatAreNotOfTheCharsetStay() {
        byte[] mail =
                "From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\u00e9\u00e8\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(written(Mails.raw(mail))).isEmpty();
    }

    @Test
    void aHugeTextStaysAndAHugeAttachmentDoesNot() throws IOException {
        String line = "0123456789".repeat(7) + "\n";
        assertThat(written(Mails.raw("From: a@b.example\n\n" + line.repeat(25_000))))
                .isEmpty();

        String attachment = "A".repeat(76) + "\n";
        RawMessage large = Mails.raw(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nhello\n--b\n"
                        + "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
                        + attachment.repeat(100_000)
                        + "--b--\n");
        Budget small = Budget.of(Duration.ofSeconds(10), 3_000_000, 100);
        assertThat(writer.write(large, FRENCH, small)).hasValueSatisfying(changed -> {
            ParsedMessage parsed = Mails.parsed(changed);
            assertThat(parsed.parts().get(0).text().orElseThrow()).contains(BASE);
            assertThat(parsed.parts().get(1).sha256())
                    .isEqualTo(Mails.parsed(large).parts().get(1).sha256());
        });
    }

    private Optional<RawMessage> written(RawMessage mail) {
        try {
            return writer.write(mail, FRENCH, Mails.budget());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String onlyText(RawMessage mail) {
        List<MailPart> parts = Mails.parsed(mail).parts();
        assertThat(parts).hasSize(1);
        return parts.get(0).text().orElseThrow();
    }

    /** One character for each octet. */
    private static String read(RawMessage mail) {
        try (InputStream in = mail.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String latin(String utf8) {
        return new String(utf8.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
