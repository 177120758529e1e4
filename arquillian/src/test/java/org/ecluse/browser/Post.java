package org.ecluse.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecluse.e2e.SmtpClient;
import org.ecluse.it.TestServer;

/** Mails that come in through the real SMTP port. */
final class Post {
    private static final Pattern MESSAGE_ID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

    private Post() {}

    /** Sends a mail that is clean whatever its subject and returns its id. */
    static String clean(String to, String subject) throws IOException {
        return accepted(
                "marie@partner.example",
                "marie@partner.example",
                to,
                subject,
                List.of(),
                "Hello,\n\nsee you on Monday.\n\nMarie\n");
    }

    /** Sends a mail that the demonstration's policy holds as a newsletter and returns its id. @param from the From field */
    static String newsletter(String to, String from, String subject) throws IOException {
        return newsletter(
                to,
                from,
                subject,
                "Our newsletter of this month: new arrivals, special offers and 20 % off in our shop until Sunday.\n\n"
                        + "You receive this newsletter because you subscribed. Unsubscribe: https://shop.example/leave\n");
    }

    /** The same with a text of its own. */
    static String newsletter(String to, String from, String subject, String text) throws IOException {
        return accepted(
                "news@shop.example",
                from,
                to,
                subject,
                List.of(
                        "List-Id: <news.shop.example>",
                        "List-Unsubscribe: <https://shop.example/leave>",
                        "Precedence: bulk"),
                text);
    }

    /** Sends a mail that scores as spam and returns its id. */
    static String spam(String to, String subject) throws IOException {
        return accepted(
                "winner@lucky-prize.example",
                "winner@lucky-prize.example",
                to,
                subject,
                List.of("Reply-To: claims@gmail.com"),
                "You have WON 1,000,000 dollars! Act now, this offer is limited, risk free and guaranteed.\n"
                        + "Click here: http://192.0.2.7/claim?id=1\nNo credit card needed. Cash bonus! Free money!\n");
    }

    /** Sends a newsletter with HTML and a file, both as hostile as the caller writes them, and returns its id. */
    static String newsletterWithFile(String to, String subject, String html, String fileName) throws IOException {
        String content = """
                From: "Shop <script>alert(1)</script>" <news@shop.example>
                To: %s
                Subject: %s
                Date: %s
                Message-ID: <%d.test@sender.example>
                List-Id: <news.shop.example>
                List-Unsubscribe: <https://shop.example/leave>
                Precedence: bulk
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="parts"

                --parts
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: 8bit

                %s
                --parts
                Content-Type: text/plain; charset=utf-8
                Content-Disposition: attachment; filename="%s"

                Our prices.
                --parts--
                """.formatted(
                        to,
                        subject,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                        System.nanoTime(),
                        html,
                        fileName);
        return accepted("news@shop.example", to, content);
    }

    private static String accepted(
            String sender, String from, String to, String subject, List<String> fields, String text)
            throws IOException {
        String header = """
                From: %s
                To: %s
                Subject: %s
                Date: %s
                Message-ID: <%d.test@sender.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit
                %s
                """.formatted(
                        from,
                        to,
                        subject,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                        System.nanoTime(),
                        String.join("\n", fields));
        return accepted(sender, to, header.stripTrailing() + "\n\n" + text);
    }

    private static String accepted(String sender, String to, String content) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(TestServer.smtpPort())) {
            String reply = client.send(sender, to, content.getBytes(StandardCharsets.UTF_8));
            Matcher id = MESSAGE_ID.matcher(reply);
            if (!reply.startsWith("250") || !id.find()) {
                throw new IOException("not accepted: " + reply);
            }
            return id.group();
        }
    }
}
