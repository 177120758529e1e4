package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a mailbox sees of mail that is delivered although it may be spam, or is a newsletter (R2.2, R2.7). */
@Covers({"R2.2", "R2.7"})
@ExtendWith(DeliveryServiceExtension.class)
class MarksIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SHOP = "news@sender.example";

    private final DeliveryService service;

    MarksIT(DeliveryService service) {
        this.service = service;
    }

    @Test
    void deliveredMailIsMarkedInHeaderAndSubject() throws Exception {
        String marking =
                "\"marking\":{\"bulk\":[\"NEWSLETTER\"],\"spamWord\":\"[SPAM]\",\"bulkWord\":\"[Lettre d'été]\"}";
        String likeSpam = "\"level\":\"MOYEN\",\"weightOverrides\":{\"BULK_NEWSLETTER\":400},"
                + "\"thresholds\":{\"tag\":1,\"quarantine\":900,\"destroy\":950},";
        try (SmtpPeer peer = new SmtpPeer()) {
            receive("letters.example", peer, "{\"heldBulk\":[]," + marking + "}");
            receive("doubtful.example", peer, "{" + likeSpam + marking + "}");
            send("a@letters.example");
            send("a@doubtful.example");

            Await.until("both arrive", LIMIT, () -> peer.received().size() == 2);
            assertThat(fields(peer, "a@letters.example"))
                    .contains("X-Ecluse-Tag: newsletter", "Subject: =?ISO-8859-1?Q?[Lettre_d'=E9t=E9]?= Rain coats")
                    .noneMatch(line -> line.startsWith("X-Spam-Flag"))
                    .anyMatch(line -> line.startsWith("ARC-Seal:"));
            assertThat(fields(peer, "a@doubtful.example"))
                    .contains("X-Ecluse-Tag: spam", "X-Spam-Flag: YES", "Subject: [SPAM] Rain coats");
        }
    }

    /** Whoever releases a message has just called it wanted: a filter that reads our flag must not put it away again. */
    @Test
    void whatWasReleasedCarriesNoMark() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            receive(
                    "released.example",
                    peer,
                    "{\"weightOverrides\":{\"BULK_NEWSLETTER\":400},\"marking\":{\"bulk\":[\"NEWSLETTER\"],\"spamWord\":\"[SPAM]\"}}");
            send("a@released.example");
            Await.until("it is held", LIMIT, () -> service.api.isInState("a@released.example", "QUARANTINED"));
            String id = service.api.copies("a@released.example").get(0).getString("id");
            service.api.post("/quarantine/" + id + "/release", "{}");

            Await.until("it arrives", LIMIT, () -> !peer.received().isEmpty());
            assertThat(fields(peer, "a@released.example"))
                    .contains("Subject: Rain coats")
                    .noneMatch(line -> line.startsWith("X-Ecluse-Tag") || line.startsWith("X-Spam-Flag"));
        }
    }

    private void receive(String domain, SmtpPeer peer, String policy) throws Exception {
        long customer = service.api.customer(domain);
        service.api.domain(customer, domain, peer.port());
        service.api.put("/customers/" + customer + "/policy", policy);
    }

    private void send(String to) throws Exception {
        byte[] letter = ("From: Shop <" + SHOP + ">\r\nTo: " + to + "\r\nSubject: Rain coats\r\n"
                        + "Date: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                        + "@sender.example>\r\n"
                        + "Precedence: bulk\r\nList-Id: Weekly news <weekly.sender.example>\r\n"
                        + "List-Unsubscribe: <https://sender.example/unsubscribe/4711>\r\n"
                        + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nFeedback-ID: 4711:weekly:shop\r\n"
                        + "Content-Type: text/plain; charset=UTF-8\r\n\r\n"
                        + "New this week: rain coats and umbrellas.\r\nUnsubscribe: https://sender.example/unsubscribe/4711\r\n")
                .getBytes(StandardCharsets.UTF_8);
        try (SmtpClient client = service.client()) {
            assertThat(client.send(SHOP, to, letter)).startsWith("250 ");
        }
    }

    private static List<String> fields(SmtpPeer peer, String to) {
        return peer.received().stream()
                .filter(mail -> mail.recipients().contains(to))
                .map(mail -> mail.content()
                        .lines()
                        .takeWhile(line -> !line.isEmpty())
                        .toList())
                .findFirst()
                .orElseThrow();
    }
}
