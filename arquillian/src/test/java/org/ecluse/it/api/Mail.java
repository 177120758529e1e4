package org.ecluse.it.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.TestServer;

/**
 * Mail of which it is known what becomes of it.
 *
 * @param sender envelope sender and From
 */
public record Mail(String sender, String subject, String headers, String body) {
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    /** It is delivered. */
    public static Mail clean(String subject) {
        return text(subject, "Dear Alice,\r\n\r\nthe minutes of Tuesday's meeting are ready.\r\n");
    }

    /** It is destroyed. */
    public static Mail virus(String subject) {
        return text(subject, EICAR);
    }

    /** It is quarantined as PNS, and its user may release it. */
    public static Mail newsletter(String subject) {
        return new Mail(
                "news@shop.example",
                subject,
                "Precedence: bulk\r\nList-Id: Weekly news <weekly.shop.example>\r\n"
                        + "List-Unsubscribe: <https://shop.example/unsubscribe/4711>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nFeedback-ID: 4711:weekly:shop\r\n"
                        + "Content-Type: text/plain; charset=UTF-8\r\n",
                "New this week: rain coats and umbrellas.\r\nUnsubscribe: https://shop.example/unsubscribe/4711\r\n");
    }

    /** It is quarantined as Contenu, which takes a quarantine manager to release. */
    public static Mail program(String subject) {
        return new Mail(
                "setup@tools.example",
                subject,
                "Content-Type: multipart/mixed; boundary=\"part\"\r\n",
                "--part\r\nContent-Type: text/plain\r\n\r\nThe program you asked for.\r\n--part\r\n"
                        + "Content-Type: application/octet-stream; name=\"setup.exe\"\r\n"
                        + "Content-Disposition: attachment; filename=\"setup.exe\"\r\n"
                        + "Content-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAA=\r\n--part--\r\n");
    }

    public Mail from(String address) {
        return new Mail(address, subject, headers, body);
    }

    private static Mail text(String subject, String body) {
        return new Mail("sender@example.org", subject, "Content-Type: text/plain; charset=utf-8\r\n", body);
    }

    /** Sends it to the shared server; the message's id. */
    public String to(String... recipients) throws IOException {
        return to(TestServer.smtpPort(), List.of(recipients));
    }

    /** Sends it to the server at {@code port}; the message's id. */
    public String to(int port, List<String> recipients) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(port)) {
            String reply = client.send(sender, recipients, bytes(recipients.get(0)));
            if (!reply.startsWith("250 ")) {
                throw new IOException(subject + ": " + reply);
            }
            return reply.substring(reply.lastIndexOf(' ') + 1);
        }
    }

    private byte[] bytes(String to) {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).format(ZonedDateTime.now());
        return ("From: <" + sender + ">\r\nTo: <" + to + ">\r\nSubject: " + subject + "\r\nDate: " + date
                        + "\r\nMessage-ID: <" + UUID.randomUUID() + "@example.org>\r\nMIME-Version: 1.0\r\n" + headers
                        + "\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
