package org.ecluse.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.junit.jupiter.api.Test;

class DsnComposerTest {
    private final DsnComposer composer = new DsnComposer("mx.example.net", "postmaster@example.net");

    @Test
    void tellsPersonAndMachineWhatFailed() {
        String dsn = compose(DsnRequest.Kind.FAILED, Locale.FRENCH, "a@example.com");
        assertThat(dsn)
                .contains("To: <s@example.org>\r\n", "Auto-Submitted: auto-replied\r\n", "report-type=delivery-status")
                .contains("Original-Envelope-Id: id+2B1\r\nReporting-MTA: dns; mx.example.net\r\n")
                .contains("Original-Recipient: rfc822;A@example.com\r\nFinal-Recipient: rfc822; a@example.com\r\n"
                        + "Action: failed\r\nStatus: 5.1.1\r\nRemote-MTA: dns; mail.example.com\r\n"
                        + "Diagnostic-Code: smtp; 550 5.1.1 <b>no such user</b>\r\n")
                .contains("Content-Type: text/rfc822-headers\r\n\r\nSubject: original\r\n");
        assertThat(text(dsn))
                .contains("n’a pas pu être remis", "could not be delivered", "550 5.1.1 <b>no such user</b>", "01ABC")
                .doesNotContain("{0}", "{1}");
    }

    @Test
    void saysHowLongADelayedMessageIsTried() {
        String dsn = compose(DsnRequest.Kind.DELAYED, Locale.ENGLISH, "a@example.com");
        assertThat(dsn)
                .contains("Action: delayed\r\nStatus: 4.1.1\r\n")
                .contains("Will-Retry-Until: Sun, 8 Feb 2026 04:05:06 +0000\r\n");
        assertThat(text(dsn)).contains("until Sun, 8 Feb 2026").doesNotContain("remis");
    }

    @Test
    void saysThatAMessageWasHandedOn() {
        String dsn = compose(DsnRequest.Kind.RELAYED, Locale.FRENCH, "a@example.com");
        assertThat(dsn).contains("Action: relayed\r\nStatus: 2.1.1\r\n").doesNotContain("Will-Retry-Until");
        assertThat(text(dsn)).contains("a été transmis", "was handed", "01ABC").doesNotContain("{0}", "{1}");
    }

    @Test
    void internationalRecipientsMakeAnInternationalReport() {
        assertThat(compose(DsnRequest.Kind.FAILED, Locale.ENGLISH, "jörg@example.com"))
                .contains("message/global-delivery-status", "Final-Recipient: utf-8; jörg@example.com");
    }

    @Test
    void subjectsOutsideAsciiAreEncodedInShortWords() {
        String dsn = compose(DsnRequest.Kind.FAILED, Locale.FRENCH, "a@example.com");
        String subject = dsn.substring(dsn.indexOf("Subject:"), dsn.indexOf("\r\nDate:"));
        assertThat(subject)
                .matches("Subject: =\\?utf-8\\?B\\?[A-Za-z0-9+/=]+\\?=(\r\n =\\?utf-8\\?B\\?[A-Za-z0-9+/=]+\\?=)*");
        assertThat(subject.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(76 + 9));
    }

    private String compose(DsnRequest.Kind kind, Locale locale, String recipient) {
        RecipientResult result = new RecipientResult(
                Outcome.PERMANENT, "5.1.1", "550 5.1.1 <b>no such user</b>", true, "mail.example.com [192.0.2.1]:25");
        DsnRequest request = new DsnRequest(
                kind,
                "s@example.org",
                locale,
                "01ABC",
                "id+2B1",
                Instant.parse("2026-02-03T04:05:06Z"),
                Instant.parse("2026-02-03T05:05:06Z"),
                Instant.parse("2026-02-08T04:05:06Z"),
                List.of(new DsnRequest.Failed(recipient, "rfc822;A@example.com", result)),
                "Subject: original\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(composer.compose(request, "01DSN"), StandardCharsets.UTF_8);
    }

    private static String text(String dsn) {
        Matcher part =
                Pattern.compile("base64\r\n\r\n(.*?)\r\n--", Pattern.DOTALL).matcher(dsn);
        assertThat(part.find()).isTrue();
        return new String(Base64.getMimeDecoder().decode(part.group(1)), StandardCharsets.UTF_8);
    }
}
