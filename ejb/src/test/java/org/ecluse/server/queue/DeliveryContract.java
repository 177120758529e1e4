package org.ecluse.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.ecluse.mail.MessageId;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the queue's rows to the next hop and back: nothing is lost, nothing is final too early. */
@Covers({"R1.1", "B1", "B3"})
abstract class DeliveryContract extends DeliveryFixture {
    DeliveryContract(DatabaseUnderTest databases) {
        super(databases);
    }

    @Test
    void aNudgeDeliversEveryCopyOfAMessageInOneTransaction() throws Exception {
        MessageId id = newId();
        List<Long> entries = mail.queue(id, START, true, "a@example.com", "b@example.com");
        dispatcher.nudge(entries.stream()
                .map(entry -> new DueEntry(entry, "example.com", OptionalLong.of(1)))
                .toList());
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received()).singleElement().satisfies(received -> {
            assertThat(received.from()).isEqualTo("sender@example.org");
            assertThat(received.recipients()).containsExactlyInAnyOrder("a@example.com", "b@example.com");
            assertThat(received.content())
                    .startsWith("Received: from client.example.org ([192.0.2.9])\r\n\tby mx.example.net with ESMTP id "
                            + id)
                    .contains(
                            "Authentication-Results: mx.example.net; spf=pass smtp.mailfrom=example.org\r\n",
                            "X-Ecluse-Id: " + id + "\r\n",
                            "X-Ecluse-Score: 1.50\r\n",
                            "X-Ecluse-Antivirus: embedded 1\r\n")
                    .doesNotContain("-5", "dmarc=pass")
                    .endsWith("\r\nSubject: hello\r\n\r\nbody of " + id + "\r\n");
        });
        assertThat(mail.read("SELECT DISTINCT state FROM recipient_copy")).containsExactly("DELIVERED");
        assertThat(mail.read("SELECT kind FROM timeline_event")).containsExactly("DELIVERED", "DELIVERED");
        assertThat(mail.read("SELECT detail FROM timeline_event").get(0)).contains("[127.0.0.1]", "250 2.0.0 taken");
        await(() -> store.open(id).isEmpty());
        assertThat(mail.read("SELECT content FROM message")).containsExactly("GONE");
    }

    @Test
    void aCopyWithABannerTravelsAloneAndTheOthersTogether() throws Exception {
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com", "c@example.com", "d@example.com");
        for (int number = 1; number <= 2; number++) {
            mail.run(
                    "INSERT INTO banner_copy (copy_id, customer_id, address, language, tokens, expires_at)"
                            + " SELECT ?, c.id, 'a@example.com', 'fr', '', CURRENT_TIMESTAMP FROM customer c",
                    id.copy(number));
        }

        dispatcher.tick();

        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received())
                .extracting(received -> received.recipients().stream().sorted().toList() + " "
                        + received.content().lines().reduce("", (before, line) -> line))
                .containsExactlyInAnyOrder(
                        "[a@example.com] banner of " + id.copy(1) + " in fr",
                        "[b@example.com] banner of " + id.copy(2) + " in fr",
                        "[c@example.com, d@example.com] body of " + id);
    }

    @Test
    void aMarkedCopyTellsSoInItsHeaderAndBeforeItsSubject() throws Exception {
        mail.run(
                "INSERT INTO policy_revision (id, customer_id, document, author, created_at)"
                        + " SELECT 7, c.id, '{\"marking\":{\"bulk\":[],\"spamWord\":\"[SPAM]\"}}', 'test', CURRENT_TIMESTAMP FROM customer c");
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com", "c@example.com");
        mail.run("UPDATE recipient_copy SET policy_revision = 7");
        mail.run("UPDATE recipient_copy SET marked_as = 'SPAM' WHERE number = 1");
        mail.run("UPDATE recipient_copy SET marked_as = 'NEWSLETTER' WHERE number = 2");

        dispatcher.tick();

        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(peer.received())
                .extracting(received -> received.recipients() + " "
                        + received.content()
                                .lines()
                                .filter(line -> line.matches("X-Ecluse-Tag.*|X-Spam.*|no banner.*"))
                                .toList())
                .containsExactlyInAnyOrder(
                        "[a@example.com] [X-Ecluse-Tag: spam, X-Spam-Flag: YES, no banner, [SPAM]]",
                        "[b@example.com] [X-Ecluse-Tag: newsletter]",
                        "[c@example.com] []");
    }

    @Test
    void aTickFindsWhatIsDueAndOnlyThat() throws Exception {
        mail.queue(newId(), START, true, "a@example.com");
        mail.queue(newId(), START.plusSeconds(60), true, "later@example.com");
        mail.queue(newId(), START, true, "held@example.com");
        mail.run("UPDATE queue_entry SET state = 'HELD' WHERE copy_id IN"
                + " (SELECT id FROM recipient_copy WHERE recipient = 'held@example.com')");
        dispatcher.tick();
        await(() -> peer.received().size() == 1);
        clock.forward(Duration.ofSeconds(61));
        dispatcher.tick();
        await(() -> peer.received().size() == 2);
        await(() -> mail.read("SELECT state FROM queue_entry").equals(List.of("HELD")));
    }

    @Test
    void oneRecipientsRefusalBouncesThatCopyOnlyAndTellsTheSender() throws Exception {
        peer.on("RCPT TO:<b@", "550 5.1.1 no such user");
        dns.mx("example.org", 10, "mail.example.org").timeout("mail.example.org");
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com", "b@example.com");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM recipient_copy WHERE state = 'BOUNCED'")
                        .size()
                == 1);
        assertThat(mail.read("SELECT recipient FROM recipient_copy WHERE state = 'BOUNCED'"))
                .containsExactly("b@example.com");
        assertThat(mail.read("SELECT recipient FROM recipient_copy WHERE state = 'DELIVERED'"))
                .containsExactly("a@example.com");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'BOUNCED'")
                        .get(0))
                .contains("no such user");
        assertThat(mail.read("SELECT reverse_path FROM message WHERE origin = 'DSN'"))
                .containsExactly("");
        assertThat(mail.read("SELECT next_hop FROM queue_entry")).containsExactly("example.org");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'SENDER_TOLD'"))
                .isEqualTo(mail.read("SELECT public_id FROM message WHERE origin = 'DSN'"));
        MessageId dsn = new MessageId(
                mail.read("SELECT public_id FROM message WHERE origin = 'DSN'").get(0));
        String text = new String(store.open(dsn).orElseThrow().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text)
                .contains("To: <sender@example.org>", "Final-Recipient: rfc822; b@example.com", "Subject: hello")
                .doesNotContain("a@example.com", "body of");
        await(() -> store.open(id).isEmpty()); // after the commit, in its own time
    }

    @ParameterizedTest
    @CsvSource({"FALSE, '', UNPROVEN", "TRUE, NEVER, NOT_WANTED", "TRUE, 'SUCCESS,DELAY', NOT_WANTED"})
    void noNotificationWhereNoneIsDue(boolean allowed, String notifyOn, String why) throws Exception {
        peer.on("RCPT", "550 5.1.1 no such user");
        mail.queue(newId(), START, allowed, "b@example.com");
        mail.run("UPDATE recipient_copy SET notify = ?", notifyOn);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'SENDER_NOT_TOLD'"))
                .containsExactly(why);
    }

    @Test
    void aBounceIsNeverAnsweredWithABounce() throws Exception {
        peer.on("RCPT", "550 5.1.1 no such user");
        mail.queue(newId(), START, true, "b@example.com");
        mail.run("UPDATE message SET reverse_path = ''");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
        assertThat(peer.commands()).anyMatch(line -> line.startsWith("MAIL FROM:<> "));
    }

    @ParameterizedTest
    @CsvSource({
        "<banner>, 421 busy",
        "<banner>, <drop>",
        "<banner>, <hang>",
        "MAIL, 451 later",
        "RCPT, 450 4.2.0 grey",
        "DATA, <drop>",
        "<content>, <drop>",
        "<dot>, 452 full",
        "<dot>, <drop>",
        "<dot>, <hang>",
        "<dot>, what do you mean"
    })
    void whatFailsForNowIsTriedAgainUntilItWorks(String when, String reply) throws Exception {
        peer.on(when, reply);
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com");
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1").size() == 1);
        assertThat(mail.read("SELECT claimed_by FROM queue_entry")).containsExactly("");
        assertThat(mail.read("SELECT kind FROM timeline_event")).containsExactly("ATTEMPTED");
        assertThat(store.open(id)).isPresent();
        peer.normal(when);
        dispatcher.tick();
        assertThat(mail.read("SELECT attempts FROM queue_entry")).containsExactly("1");
        clock.forward(Duration.ofSeconds(73));
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT state FROM recipient_copy")).containsExactly("DELIVERED");
        assertThat(peer.received()).isNotEmpty();
    }

    @Test
    void theNextServerTakesOverWhenTheFirstIsDown() throws Exception {
        try (SmtpPeer second = new SmtpPeer()) {
            mail.destination(second.port(), 20);
            peer.close();
            mail.queue(newId(), START, true, "a@example.com");
            dispatcher.tick();
            await(() -> second.received().size() == 1);
        }
    }

    @Test
    void aHopThatIsDownIsNotAskedForEveryMail() throws Exception {
        peer.on(SmtpPeer.BANNER, "421 too busy");
        for (int i = 0; i < 300; i++) {
            mail.queue(newId(), START, true, "a@example.com");
        }
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1").size() == 300);
        assertThat(peer.connections()).isLessThan(20);
        peer.normal(SmtpPeer.BANNER);
        clock.forward(Duration.ofSeconds(73));
        dispatcher.tick();
        await(() -> peer.received().size() == 300);
    }

    @Test
    void whoeverAsksForARetryIsNotAnsweredFromMemory() throws Exception {
        peer.on(SmtpPeer.BANNER, "421 too busy");
        long entry = mail.queue(newId(), START, true, "a@example.com").get(0);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry WHERE attempts = 1 AND claimed_by IS NULL")
                        .size()
                == 1);
        peer.normal(SmtpPeer.BANNER);
        mail.run("UPDATE queue_entry SET due_at = ?", START.atOffset(ZoneOffset.UTC));

        List<DueEntry> asked = List.of(new DueEntry(entry, "example.com", OptionalLong.of(1)));
        dispatcher.tryAgain(asked);
        dispatcher.nudge(asked);
        await(() -> peer.received().size() == 1);
    }

    @Test
    void lateMailIsToldOfOnceAndGivenUpInTheEnd() throws Exception {
        peer.close();
        dns.mx("example.org", 10, "mail.example.org").timeout("mail.example.org");
        mail.queue(newId(), START, true, "a@example.com");
        clock.forward(Duration.ofHours(4));
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM message WHERE origin = 'DSN'").size() == 1);
        assertThat(mail.read("SELECT id FROM queue_entry WHERE next_hop = 'example.com' AND delay_dsn_sent"))
                .hasSize(1);
        clock.forward(Duration.ofHours(4));
        await(
                () -> { // the worker of the attempt before may not have put its lane down
                    dispatcher.tick();
                    return mail.read("SELECT id FROM queue_entry WHERE next_hop = 'example.com' AND attempts = 2")
                                    .size()
                            == 1;
                });
        assertThat(mail.read("SELECT id FROM message WHERE origin = 'DSN'")).hasSize(1);
        clock.forward(Duration.ofDays(5));
        await(() -> {
            dispatcher.tick();
            return mail.read("SELECT id FROM recipient_copy WHERE state = 'BOUNCED' AND recipient = 'a@example.com'")
                            .size()
                    == 1;
        });
        assertThat(mail.read("SELECT id FROM message WHERE origin = 'DSN'")).hasSize(2);
    }

    @Test
    void missingContentIsFinalAndSaysSo() throws Exception {
        MessageId id = newId();
        mail.queue(id, START, true, "a@example.com");
        store.remove(id);
        dispatcher.tick();
        await(() -> mail.read("SELECT id FROM queue_entry").isEmpty());
        assertThat(mail.read("SELECT detail FROM timeline_event WHERE kind = 'BOUNCED'"))
                .containsExactly("The content is no longer stored");
        assertThat(mail.read("SELECT origin FROM message")).containsExactly("INBOUND");
    }
}
