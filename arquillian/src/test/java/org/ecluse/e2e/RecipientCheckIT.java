package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mail to an address that does not exist is not delivered, in each of the ways a domain may choose (R1.13). */
@Covers("R1.13")
@ExtendWith(DeliveryServiceExtension.class)
class RecipientCheckIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String UNKNOWN = "550 5.1.1 Recipient address does not exist";

    private final DeliveryService service;
    private SmtpPeer peer;

    RecipientCheckIT(DeliveryService service) {
        this.service = service;
    }

    @BeforeEach
    void start() throws Exception {
        peer = new SmtpPeer();
    }

    @AfterEach
    void stop() throws Exception {
        peer.close();
    }

    @Test
    void anUnlistedRecipientIsRefusedAtRcpt() throws Exception {
        listed("refuse.example", "\"unknownRecipients\":\"REFUSE\"");
        assertThat(service.recipient("nobody@refuse.example")).isEqualTo(UNKNOWN);
        assertThat(service.recipient("ann@refuse.example")).startsWith("250 2.1.5 ");
        assertThat(service.recipient("ann+tag@refuse.example")).startsWith("250 2.1.5 ");
        assertThat(service.recipient("abuse@refuse.example")).startsWith("250 2.1.5 ");
        assertThat(service.recipient("ann@nowhere.example")).startsWith("550 5.7.1 ");
    }

    @Test
    void discardedMailIsTakenAndForgottenAndTheTimelineSaysSo() throws Exception {
        listed("discard.example", "\"unknownRecipients\":\"DISCARD\"");
        assertThat(service.send("ada@sender.example", "nobody@discard.example", "for nobody"))
                .startsWith("250 2.0.0 Accepted as ");
        assertThat(service.send("ada@sender.example", "ann@discard.example", "for ann"))
                .startsWith("250 2.0.0 Accepted as ");
        Await.until("the other is delivered", LIMIT, () -> service.api.isInState("ann@discard.example", "DELIVERED"));
        assertThat(service.api.isInState("nobody@discard.example", "DISCARDED")).isTrue();
        assertThat(service.api.timeline("nobody@discard.example")).containsExactly("RECEIVED", "DISCARDED");
        assertThat(peer.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.recipients()).containsExactly("ann@discard.example"));
    }

    @Test
    void aCatchAllTakesWhatNobodyHas() throws Exception {
        listed("all.example", "\"unknownRecipients\":\"CATCH_ALL\",\"catchAll\":\"ann@all.example\"");
        assertThat(service.send("ada@sender.example", "nobody@all.example", "for nobody"))
                .startsWith("250 2.0.0 ");
        Await.until("it is delivered", LIMIT, () -> !peer.received().isEmpty());
        assertThat(peer.received().get(0).recipients()).containsExactly("ann@all.example");
    }

    @Test
    void theDestinationServerIsAskedOnceAndItsAnswerRemembered() throws Exception {
        peer.on("RCPT TO:<nobody", "550 5.1.1 no such user").on("RCPT TO:<gone", "550 5.1.1 no such user");
        probed("probe.example");
        for (int i = 0; i < 3; i++) {
            assertThat(service.recipient("ann@probe.example")).startsWith("250 2.1.5 ");
            assertThat(service.recipient("gone@probe.example")).isEqualTo(UNKNOWN);
        }
        assertThat(peer.connections()).isEqualTo(2);
        assertThat(peer.commands()).contains("MAIL FROM:<>").doesNotContain("DATA");
        assertThat(service.api.get("/domains/probe.example").getBoolean("takesAll"))
                .isFalse();
    }

    @Test
    void aServerThatTakesAnyAddressIsFlagged() throws Exception {
        probed("any.example");
        assertThat(service.recipient("ann@any.example")).startsWith("250 2.1.5 ");
        assertThat(service.recipient("bob@any.example")).startsWith("250 2.1.5 ");
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(service.api.get("/domains/any.example").getBoolean("takesAll"))
                .isTrue();
    }

    @Test
    void manyQuestionsAtOnceStayWithinBounds() throws Exception {
        peer.on("RCPT TO:<nobody", "550 5.1.1 no such user");
        probed("many.example");
        ExecutorService clients = Executors.newFixedThreadPool(12);
        long start = System.nanoTime();
        try {
            List<Future<String>> replies = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String address = "user" + i + "@many.example";
                replies.add(clients.submit(() -> service.recipient(address)));
            }
            for (Future<String> reply : replies) {
                assertThat(reply.get()).startsWith("250 2.1.5 ");
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(peer.connections()).isEqualTo(12);
        assertThat(peer.mostOpen()).isLessThanOrEqualTo(2);
        // Five a second: the twelfth begins in the third second.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void withoutAnAnswerOnlyThoseAreTakenWhoGotMailLately() throws Exception {
        service.api.domain(service.customer, "mute.example", peer.port());
        assertThat(service.send("ada@sender.example", "ann@mute.example", "before"))
                .startsWith("250 2.0.0 ");
        Await.until("it is delivered", LIMIT, () -> service.api.isInState("ann@mute.example", "DELIVERED"));
        service.api.put("/domains/mute.example", "{\"recipientCheck\":\"PROBE\"}");
        peer.on(SmtpPeer.BANNER, "421 4.3.2 not now");
        assertThat(service.recipient("bob@mute.example")).startsWith("451 4.4.1 ");
        assertThat(service.recipient("ann@mute.example")).startsWith("250 2.1.5 ");
    }

    private void listed(String domain, String rules) throws Exception {
        service.api.domain(service.customer, domain, "\"recipientCheck\":\"LIST\"," + rules, peer.port());
        service.api.put("/domains/" + domain + "/addresses/ann@" + domain, "{}");
    }

    private void probed(String domain) throws Exception {
        service.api.domain(service.customer, domain, "\"recipientCheck\":\"PROBE\"", peer.port());
    }
}
