package org.ecluse.server.digest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.SampleDigest;
import org.ecluse.server.ownmail.OwnMailComposer;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;

@Covers({"R3.1", "R3.5", "B2"})
class DigestComposerTest {
    private static final String MESSAGE_ID = "<report.7.2026-01-16.0@service.example>";
    private static final DigestContent CONTENT = SampleDigest.of(
            "fr",
            List.of(SampleDigest.line(
                    "Éloïse <e@partner.example>\r\nBcc: victim@example.org",
                    "Évil\r\nBcc: victim@example.org\r\n\r\n<b>😀",
                    VerdictName.PNS)),
            0);

    private final DigestComposer composer = new DigestComposer("quarantaine@service.example");

    @Test
    void headersSayWhatItIs() throws Exception {
        MimeMessage mail = parsed(composed());

        assertThat(mail.getFrom()).containsExactly(new InternetAddress("quarantaine@service.example"));
        assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Quarantaine");
        assertThat(mail.getHeader("To")).containsExactly("alice@demo.example");
        assertThat(mail.getHeader("Message-ID")).containsExactly(MESSAGE_ID);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("List-Unsubscribe")).containsExactly("<" + CONTENT.unsubscribeUrl() + ">");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getSubject()).isEqualTo("1 message retenu pour vous – 16 janvier 2026");
    }

    @Test
    void hostileTextsReachNoHeader() throws Exception {
        String headers = composed().split("\r\n\r\n", 2)[0];

        assertThat(headers).doesNotContain("Bcc").doesNotContain("victim").matches("\\A\\p{ASCII}*\\z");
    }

    @Test
    void everyLineIsShortAsciiAndEndedByCrlf() {
        String mail = composed();

        assertThat(mail.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(mail).matches("(?s)\\p{ASCII}*");
        assertThat(mail.split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThan(998));
    }

    @Test
    void bothPartsSayTheSameAndReadersTakeTheLastTheyUnderstand() throws Exception {
        MimeMultipart parts = (MimeMultipart) parsed(composed()).getContent();

        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Évil Bcc: victim@example.org <b>😀");
        assertThat((String) parts.getBodyPart(1).getContent()).contains("&lt;b&gt;😀");
    }

    private String composed() {
        return new String(
                OwnMailComposer.compose(composer.compose(CONTENT, SampleDigest.ALICE, MESSAGE_ID, SampleDigest.NIGHT)),
                StandardCharsets.UTF_8);
    }

    private static MimeMessage parsed(String mail) throws MessagingException, IOException {
        return new MimeMessage(
                Session.getInstance(new Properties()), new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }
}
