package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a sender says with MAIL and RCPT reaches the next server, or the sender hears why not (RFC 3461, RFC 6531). */
@Covers("R1.1")
@ExtendWith(DeliveryServiceExtension.class)
class MailParametersIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NOT_ASCII = "\u7528\u6237"; // two Chinese characters: user

    private static final String SENDER = NOT_ASCII + "@people.example";

    private final DeliveryService service;

    MailParametersIT(DeliveryService service) {
        this.service = service;
    }

    @Test
    void whatIsAskedAboutNotificationsGoesOn() throws Exception {
        try (SmtpPeer peer = new SmtpPeer().announce("PIPELINING", "8BITMIME", "SIZE 50000000", "DSN")) {
            service.api.domain(service.customer, "dsn.example", peer.port());
            sendAskingForSuccess("knows@sender.example", "a@dsn.example");
            Await.until("it is delivered", LIMIT, () -> service.api.isInState("a@dsn.example", "DELIVERED"));
            assertThat(peer.commands())
                    .anyMatch(line -> line.startsWith("MAIL FROM:<knows@sender.example>")
                            && line.endsWith(" RET=HDRS ENVID=q+2B1"))
                    .contains("RCPT TO:<a@dsn.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;old@dsn.example");
            assertThat(service.notices("knows@sender.example"))
                    .as("the next server will tell")
                    .isEmpty();
        }
    }

    /** RFC 3461 section 5.2.2. */
    @Test
    void whereTheNextServerKnowsNoNotificationsTheSenderIsToldThatItWasHandedOn() throws Exception {
        try (SmtpPeer peer = new SmtpPeer()) {
            service.api.domain(service.customer, "plain.example", peer.port());
            sendAskingForSuccess("hears@sender.example", "a@plain.example");
            Await.until(
                    "the notice arrives",
                    LIMIT,
                    () -> !service.notices("hears@sender.example").isEmpty());
            assertThat(peer.commands()).contains("RCPT TO:<a@plain.example>");
            assertThat(service.notices("hears@sender.example").get(0).content())
                    .contains("Action: relayed\r\n", "Original-Recipient: rfc822;old@dsn.example\r\n")
                    .contains("Original-Envelope-Id: q+2B1\r\n");
        }
    }

    @Test
    void addressesAndFieldsBeyondAsciiArriveWhereTheyAreTakenAndComeBackWhereNot() throws Exception {
        try (SmtpPeer modern = new SmtpPeer().announce("PIPELINING", "8BITMIME", "SMTPUTF8");
                SmtpPeer senders = new SmtpPeer().announce("8BITMIME", "SMTPUTF8");
                SmtpPeer old = new SmtpPeer()) {
            service.api.domain(service.api.customer("People"), "people.example", senders.port());
            service.api.domain(service.customer, "modern.example", modern.port());
            service.api.domain(service.customer, "old.example", old.port());
            sendInternational(NOT_ASCII + "@modern.example");
            Await.until("it arrives", LIMIT, () -> !modern.received().isEmpty());
            SmtpPeer.Received arrived = modern.received().get(0);
            assertThat(arrived.from()).isEqualTo(asHeard(SENDER));
            assertThat(arrived.recipients()).containsExactly(asHeard(NOT_ASCII + "@modern.example"));
            assertThat(arrived.content()).contains(asHeard("Subject: " + NOT_ASCII + "\r\n"));
            assertThat(modern.commands()).anyMatch(line -> line.endsWith(" SMTPUTF8"));

            sendInternational(NOT_ASCII + "@old.example");
            Await.until("the sender is told", LIMIT, () -> !senders.received().isEmpty());
            assertThat(old.received()).isEmpty();
            SmtpPeer.Received notice = senders.received().get(0);
            assertThat(notice.from()).isEmpty();
            assertThat(notice.recipients()).containsExactly(asHeard(SENDER));
            assertThat(notice.content())
                    .contains("message/global-delivery-status", "Status: 5.6.7\r\n")
                    .contains(asHeard("Final-Recipient: utf-8; " + NOT_ASCII + "@old.example\r\n"));
        }
    }

    @Test
    void withoutItsParameterNothingBeyondAsciiIsTaken() throws Exception {
        try (SmtpClient client = service.client()) {
            assertThat(client.say("MAIL FROM:<" + SENDER + ">")).startsWith("553 5.6.7 ");
        }
    }

    private void sendAskingForSuccess(String from, String to) throws Exception {
        try (SmtpClient client = service.client()) {
            client.say("MAIL FROM:<" + from + "> RET=HDRS ENVID=q+2B1");
            client.say("RCPT TO:<" + to + "> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;old@dsn.example");
            assertThat(client.content(DeliveryService.mail("tell me"))).startsWith("250 2.0.0 ");
        }
    }

    private void sendInternational(String to) throws Exception {
        String mail = "From: " + SENDER + "\r\nTo: " + to + "\r\nSubject: " + NOT_ASCII
                + "\r\nDate: Sun, 22 Nov 2026 09:00:00 +0000\r\nMessage-ID: <" + System.nanoTime()
                + "@people.example>\r\n\r\nThe minutes are ready.\r\n";
        try (SmtpClient client = service.client()) {
            client.say("MAIL FROM:<" + SENDER + "> SMTPUTF8 BODY=8BITMIME");
            client.say("RCPT TO:<" + to + ">");
            assertThat(client.content(mail.getBytes(StandardCharsets.UTF_8))).startsWith("250 2.0.0 ");
        }
    }

    /** The peer reads octets. */
    private static String asHeard(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
