package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Ports;
import org.ecluse.testkit.SmtpPeer;
import org.ecluse.testkit.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a destination server does, each mail that was answered 250 is delivered at least once, or its sender is told, or must
 * not be told (decisions: Keeping mail).
 */
@Covers({"R1.1", "B1"})
@ExtendWith(DeliveryServiceExtension.class)
class DeliveryFaultsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final DeliveryService service;

    DeliveryFaultsIT(DeliveryService service) {
        this.service = service;
    }

    /** What a destination server does twice before it behaves. */
    private record Fault(String name, String when, String what, String normal) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("turns-away", SmtpPeer.BANNER, "421 4.3.2 too busy", "220 peer.example ESMTP"),
            new Fault("drops-greeting", SmtpPeer.BANNER, SmtpPeer.DROP, "220 peer.example ESMTP"),
            new Fault("hangs-greeting", SmtpPeer.BANNER, SmtpPeer.HANG, "220 peer.example ESMTP"),
            new Fault("defers-sender", "MAIL", "451 4.3.0 later", "250 2.1.0 ok"),
            new Fault("defers-recipient", "RCPT", "450 4.2.0 grey", "250 2.1.5 ok"),
            new Fault("drops-data", "DATA", SmtpPeer.DROP, "354 go on"),
            new Fault("hangs-data", "DATA", SmtpPeer.HANG, "354 go on"),
            new Fault("drops-content", SmtpPeer.CONTENT, SmtpPeer.DROP, ""),
            new Fault("hangs-content", SmtpPeer.CONTENT, SmtpPeer.HANG, ""),
            new Fault("defers-dot", SmtpPeer.DOT, "452 4.3.1 full", "250 2.0.0 taken"),
            new Fault("drops-dot", SmtpPeer.DOT, SmtpPeer.DROP, "250 2.0.0 taken"),
            new Fault("hangs-dot", SmtpPeer.DOT, SmtpPeer.HANG, "250 2.0.0 taken"));

    @Test
    void nothingIsLostWhenTheDestinationFails() throws Exception {
        List<SmtpPeer> peers = new ArrayList<>();
        try {
            for (Fault fault : FAULTS) {
                SmtpPeer peer = new SmtpPeer().on(fault.when(), fault.what(), fault.what(), fault.normal());
                peers.add(peer);
                service.api.domain(service.customer, fault.name() + ".example", peer.port());
            }
            for (Fault fault : FAULTS) {
                for (String user : List.of("a", "b")) {
                    assertThat(service.send(
                                    fault.name() + "@sender.example", user + "@" + fault.name() + ".example", "fault"))
                            .startsWith("250 2.0.0 ");
                }
            }
            for (int i = 0; i < FAULTS.size(); i++) {
                SmtpPeer peer = peers.get(i);
                String name = FAULTS.get(i).name();
                for (String user : List.of("a", "b")) {
                    Await.until(
                            name + " got the mail of " + user,
                            LIMIT,
                            () -> peer.received().stream()
                                    .anyMatch(mail -> mail.recipients().contains(user + "@" + name + ".example")));
                }
                Await.until(
                        name + " is recorded",
                        LIMIT,
                        () -> service.api.isInState("@" + name + ".example", "DELIVERED"));
                assertThat(service.notices(name + "@sender.example"))
                        .as("only delays were told of: %s", name)
                        .allMatch(notice -> notice.content().contains("Action: delayed"));
            }
        } finally {
            for (SmtpPeer peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void mailWaitsForADestinationThatIsDown() throws Exception {
        int port = Ports.free();
        service.api.domain(service.customer, "down.example", port);
        for (int i = 0; i < 20; i++) {
            assertThat(service.send("down@sender.example", "user" + i + "@down.example", "waits"))
                    .startsWith("250 2.0.0 ");
        }
        Await.until(
                "an attempt was made",
                LIMIT,
                () -> service.api.timeline("user0@down.example").contains("ATTEMPTED"));
        try (SmtpPeer peer = new SmtpPeer(port)) {
            Await.until("all are delivered", LIMIT, () -> service.api.isInState("@down.example", "DELIVERED"));
            assertThat(peer.received().stream().flatMap(mail -> mail.recipients().stream()))
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRefusedRecipientIsToldOfAndTheOtherGetsTheMail() throws Exception {
        try (SmtpPeer peer = new SmtpPeer().on("RCPT TO:<gone@", "550 5.1.1 no such user here")) {
            service.api.domain(service.customer, "half.example", peer.port());
            try (SmtpClient client = service.client()) {
                client.say("MAIL FROM:<half@sender.example> RET=HDRS ENVID=q+2B1");
                client.say("RCPT TO:<here@half.example>");
                client.say("RCPT TO:<gone@half.example> NOTIFY=FAILURE ORCPT=rfc822;old@half.example");
                assertThat(client.content(DeliveryService.mail("two recipients")))
                        .startsWith("250 2.0.0 ");
            }
            Await.until(
                    "the notice arrives",
                    LIMIT,
                    () -> !service.notices("half@sender.example").isEmpty());
            assertThat(service.api.isInState("here@half.example", "DELIVERED")).isTrue();
            assertThat(service.api.isInState("gone@half.example", "BOUNCED")).isTrue();
            assertThat(peer.received())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.recipients()).containsExactly("here@half.example"));
            SmtpPeer.Received notice = service.notices("half@sender.example").get(0);
            assertThat(notice.from()).isEmpty();
            assertIsReport(notice.content());
        }
    }

    /** multipart/report of text, delivery-status and header (RFC 3462, RFC 3464). */
    private static void assertIsReport(String content) throws Exception {
        MimeMessage message = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(message.getContentType()).contains("multipart/report").contains("report-type=delivery-status");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        BodyPart status = parts.getBodyPart(1);
        assertThat(status.getContentType()).startsWith("message/delivery-status");
        String fields = new String(status.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(fields)
                .contains("Original-Envelope-Id: q+2B1\r\n")
                .contains("Reporting-MTA: dns; mx.service.ecluse.test\r\n")
                .contains("Original-Recipient: rfc822;old@half.example\r\n")
                .contains("Final-Recipient: rfc822; gone@half.example\r\n")
                .contains("Action: failed\r\n")
                .contains("Status: 5.1.1\r\n")
                .contains("Diagnostic-Code: smtp; 550 5.1.1 no such user here\r\n")
                .doesNotContain("here@half.example\r\n");
        BodyPart header = parts.getBodyPart(2);
        assertThat(header.getContentType()).startsWith("text/rfc822-headers");
        assertThat(new String(header.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .contains("Subject: two recipients\r\n")
                .doesNotContain("The minutes of Tuesday");
    }

    /** Sent first, because it takes until the time in the queue is over. */
    @BeforeAll
    static void sendWhatNeverArrives(DeliveryService service) throws Exception {
        service.api.domain(service.customer, "dead.example", Ports.free());
        assertThat(service.send("late@sender.example", "you@dead.example", "never arrives"))
                .startsWith("250 2.0.0 ");
    }

    @Test
    void whatStaysUndeliverableIsToldOfAsLateAndThenAsFailed() throws Exception {
        Await.until(
                "both notices arrive",
                LIMIT,
                () -> service.notices("late@sender.example").size() == 2);
        List<SmtpPeer.Received> notices = service.notices("late@sender.example");
        assertThat(notices.get(0).content())
                .contains("Action: delayed\r\n", "Will-Retry-Until: ", "Final-Recipient: rfc822; you@dead.example");
        assertThat(notices.get(1).content()).contains("Action: failed\r\n", "Status: 5.4.1\r\n");
        assertThat(service.api.isInState("you@dead.example", "BOUNCED")).isTrue();
    }

    @Test
    @Covers("R1.11")
    void nobodyIsToldWhoMustNotBe() throws Exception {
        try (SmtpPeer peer = new SmtpPeer().on("RCPT", "550 5.1.1 no such user")) {
            service.api.domain(service.customer, "silent.example", peer.port());
            markMailWithoutTo("silent.example", 80_000); // marked, not held
            sendWith("", "", "null@silent.example", DeliveryService.mail("a bounce"));
            sendWith("never@sender.example", " NOTIFY=NEVER", "never@silent.example", DeliveryService.mail("never"));
            sendWith(
                    "success@sender.example",
                    " NOTIFY=SUCCESS",
                    "success@silent.example",
                    DeliveryService.mail("success only"));
            sendWith("forger@forged.example", "", "forged@silent.example", DeliveryService.mail("SPF fails"));
            sendWith("spammer@sender.example", "", "tagged@silent.example", withoutTo());
            sendWith("control@sender.example", "", "control@silent.example", DeliveryService.mail("told"));
            Await.until("all are final", LIMIT, () -> service.api.isInState("@silent.example", "BOUNCED"));
            assertThat(service.api.copies("@silent.example")).hasSize(6);
            assertThat(service.api.timeline("forged@silent.example")).endsWith("BOUNCED", "SENDER_NOT_TOLD");
            assertThat(service.api.timeline("control@silent.example")).endsWith("BOUNCED", "SENDER_TOLD");
            Await.until(
                    "the one notice arrives",
                    LIMIT,
                    () -> !service.notices("control@sender.example").isEmpty());
            for (String sender : List.of(
                    "never@sender.example",
                    "success@sender.example",
                    "forger@forged.example",
                    "spammer@sender.example")) {
                assertThat(service.api.copies(sender)).as(sender).isEmpty();
            }
            assertThat(service.senders.received().stream()
                            .flatMap(mail -> mail.recipients().stream())
                            .filter(recipient -> recipient.endsWith("@forged.example")))
                    .isEmpty();
        }
    }

    @Test
    @Covers("R2.1")
    void heldSpamIsNeverToldOf() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            service.api.domain(service.customer, "held.example", peer.port());
            markMailWithoutTo("held.example", 100);
            sendWith("holding@sender.example", "", "you@held.example", withoutTo());
            assertThat(service.api.timeline("you@held.example")).containsExactly("RECEIVED", "DECIDED", "QUARANTINED");
            assertThat(service.api.copies("holding@sender.example")).isEmpty();
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void requiredTlsWaitsForTheRightCertificate(@TempDir Path directory) throws Exception {
        TestCertificate certificate = new TestCertificate(directory, "dns:other.example");
        try (SmtpPeer peer = new SmtpPeer().announce("STARTTLS", "PIPELINING").tls(certificate.context())) {
            service.api.post(
                    "/domains",
                    "{\"name\":\"tls.example\",\"customer\":" + service.customer
                            + ",\"recipientCheck\":\"ACCEPT_ALL\",\"destinations\":" + required(peer, "") + "}");
            assertThat(service.send("tls@sender.example", "you@tls.example", "secret"))
                    .startsWith("250 2.0.0 ");
            Await.until(
                    "an attempt failed",
                    LIMIT,
                    () -> service.api.timeline("you@tls.example").contains("ATTEMPTED"));
            assertThat(peer.commands()).noneMatch(line -> line.startsWith("MAIL"));
            service.api.put("/domains/tls.example/destinations", required(peer, certificate.fingerprint()));
            Await.until("it is delivered", LIMIT, () -> service.api.isInState("you@tls.example", "DELIVERED"));
            assertThat(peer.received())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.tls()).isTrue());
        }
    }

    private static String required(SmtpPeer peer, String trust) {
        return "[{\"host\":\"127.0.0.1\",\"port\":" + peer.port() + ",\"tlsMode\":\"REQUIRED\",\"tlsTrust\":\"" + trust
                + "\"}]";
    }

    /** Mail without a To field reaches the threshold of marking (90), and is held from {@code quarantine} points on. */
    private void markMailWithoutTo(String domain, double quarantine) throws Exception {
        JsonObject policy = service.api.get("/domains/" + domain + "/policy").getJsonObject("policy");
        service.api.put(
                "/domains/" + domain + "/policy",
                Json.createObjectBuilder(policy)
                        .add(
                                "weightOverrides",
                                Json.createObjectBuilder()
                                        .add("HEADER_INVALID_TO", 120)
                                        .add("LEARNED_HAM", 0))
                        .add(
                                "thresholds",
                                Json.createObjectBuilder()
                                        .add("tag", 90)
                                        .add("quarantine", quarantine)
                                        .add("destroy", 90_000))
                        .build()
                        .toString());
    }

    private void sendWith(String from, String parameters, String to, byte[] content) throws Exception {
        try (SmtpClient client = service.client()) {
            assertThat(client.say("MAIL FROM:<" + from + ">")).startsWith("250");
            assertThat(client.say("RCPT TO:<" + to + ">" + parameters)).startsWith("250");
            assertThat(client.content(content)).startsWith("250 2.0.0 ");
        }
    }

    private static byte[] withoutTo() {
        String mail = new String(DeliveryService.mail("nobody is addressed"), StandardCharsets.UTF_8);
        return mail.replace("To: you@receiver.example\r\n", "").getBytes(StandardCharsets.UTF_8);
    }
}
