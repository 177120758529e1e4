package org.ecluse.queue.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.SelfSigned;
import org.ecluse.testkit.SmtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("R1.1")
@Timeout(30)
class SmtpClientTest {
    private static final SmtpTimeouts SHORT = new SmtpTimeouts(
            Duration.ofSeconds(2),
            Duration.ofMillis(700),
            Duration.ofMillis(700),
            Duration.ofMillis(700),
            Duration.ofMillis(700));

    private final SmtpClient client = new SmtpClient("mx.example.net", SHORT);
    private SmtpPeer peer;

    @BeforeEach
    void start() throws IOException {
        peer = new SmtpPeer();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        peer.close();
    }

    @Test
    void deliversToEveryRecipientInOneTransaction() throws Exception {
        List<RecipientResult> results =
                client.deliver(hop(), mail("Subject: x\r\n\r\n.dot\r\nend\r\n", "a@x.example", "b@x.example"));
        assertThat(results).extracting(RecipientResult::outcome).containsExactly(Outcome.DELIVERED, Outcome.DELIVERED);
        assertThat(results.get(0).words()).isEqualTo("250 2.0.0 taken");
        assertThat(results.get(0).status()).isEqualTo("2.0.0");
        assertThat(peer.received())
                .containsExactly(new SmtpPeer.Received(
                        "s@example.org",
                        List.of("a@x.example", "b@x.example"),
                        "Subject: x\r\n\r\n.dot\r\nend\r\n",
                        false));
        assertThat(peer.commands()).contains("MAIL FROM:<s@example.org> SIZE=25 BODY=8BITMIME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "NOOP"})
    void oneRefusedRecipientDoesNotHoldBackTheOther(String capability) throws Exception {
        peer.announce(capability).on("RCPT TO:<b@", "550 5.1.1 no such user").on("RCPT TO:<c@", "451 4.2.1 busy");
        List<RecipientResult> results =
                client.deliver(hop(), mail("\r\nx", "a@x.example", "b@x.example", "c@x.example"));
        assertThat(results)
                .extracting(RecipientResult::outcome)
                .containsExactly(Outcome.DELIVERED, Outcome.PERMANENT, Outcome.TEMPORARY);
        assertThat(results.get(1).words()).isEqualTo("550 5.1.1 no such user");
        assertThat(results.get(2).status()).isEqualTo("4.2.1");
        assertThat(peer.received().get(0).recipients()).containsExactly("a@x.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "NOOP"})
    void aConnectionIsUsedAgainAlsoAfterARefusal(String capability) throws Exception {
        peer.announce(capability).on("RCPT TO:<b@", "550 5.1.1 no such user");
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
            assertThat(outcome(mail("\r\nx", "b@x.example"))).isEqualTo(Outcome.PERMANENT);
        }
        assertThat(peer.connections()).isEqualTo(1);
        assertThat(peer.received()).hasSize(3);
    }

    @Test
    void aServerThatAnswersDataWithoutRecipientsGetsNoContent() throws Exception {
        peer.on("RCPT", "550 no").on("DATA", "354 go on anyway");
        assertThat(outcome(mail("Subject: secret\r\n\r\nx", "a@x.example"))).isEqualTo(Outcome.PERMANENT);
        assertThat(peer.received())
                .allSatisfy(each -> assertThat(each.content()).isEmpty());
    }

    @Test
    void aServerThatRefusesSendersIsReused() throws Exception {
        peer.on("MAIL FROM:<s@", "550 5.7.1 not you", "250 ok");
        RecipientResult result =
                client.deliver(hop(), mail("\r\nx", "a@x.example")).get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(result.words()).isEqualTo("550 5.7.1 not you");
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
        assertThat(peer.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 later, TEMPORARY",
        "MAIL, 421 closing, TEMPORARY",
        "MAIL, 552 too big, PERMANENT",
        "MAIL, <drop>, TEMPORARY",
        "MAIL, <hang>, TEMPORARY",
        "RCPT, <drop>, TEMPORARY",
        "RCPT, hello there, TEMPORARY",
        "DATA, 451 later, TEMPORARY",
        "DATA, 554 no, PERMANENT",
        "DATA, <drop>, TEMPORARY",
        "DATA, <hang>, TEMPORARY",
        "<dot>, 451 4.3.0 disk full, TEMPORARY",
        "<dot>, 554 5.6.0 spam, PERMANENT",
        "<dot>, 354 what, TEMPORARY",
        "<dot>, <drop>, TEMPORARY",
        "<dot>, <hang>, TEMPORARY",
        "<dot>, 999 huh, TEMPORARY",
        "<dot>, 25, TEMPORARY",
        "<content>, <drop>, TEMPORARY"
    })
    void everyFailureIsARetryOrAFinalNo(String when, String reply, Outcome outcome) throws Exception {
        peer.on(when, reply);
        assertThat(outcome(mail("Subject: x\r\n\r\nbody\r\n", "a@x.example"))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"421 4.3.2 busy", "554 go away", "<drop>", "<hang>", "SSH-2.0-OpenSSH_9.2"})
    void aServerThatDoesNotGreetIsUnavailable(String banner) {
        peer.on(SmtpPeer.BANNER, banner);
        assertThatThrownBy(() -> client.deliver(hop(), mail("\r\nx", "a@x.example")))
                .isInstanceOf(HopUnavailableException.class);
    }

    @Test
    void nobodyListeningIsUnavailable() throws Exception {
        peer.close();
        assertThatThrownBy(() -> client.deliver(hop(), mail("\r\nx", "a@x.example")))
                .isInstanceOf(HopUnavailableException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void fallsBackToHelo() throws Exception {
        peer.on("EHLO", "502 5.5.1 what");
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
        assertThat(peer.commands()).contains("HELO mx.example.net", "MAIL FROM:<s@example.org>");
    }

    @Test
    void endlessRepliesEnd() throws Exception {
        peer.on("MAIL", "250-again\r\n".repeat(5000) + "250 at last");
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.TEMPORARY);
        peer.on("MAIL", "250 " + "x".repeat(5000));
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.TEMPORARY);
        peer.on("MAIL", "250-one\r\n550 two");
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.TEMPORARY);
    }

    @Test
    void wordsOfTheServerAreMadeHarmless() throws Exception {
        peer.on("RCPT", "550-5.1.1 \u001b[31mred\u0007\r\n550 5.1.1 \u202eevil" + "y".repeat(900));
        RecipientResult result =
                client.deliver(hop(), mail("\r\nx", "a@x.example")).get(0);
        assertThat(result.words()).startsWith("550 5.1.1 ?[31mred? 5.1.1 ?evil").hasSizeLessThanOrEqualTo(500);
    }

    @Test
    void usesTlsWhenAnnouncedAndGoesOnInClearWhenItFails(@TempDir Path directory) throws Exception {
        peer.announce("STARTTLS", "PIPELINING").tls(SelfSigned.context(directory));
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
        assertThat(peer.received().get(0).tls()).isTrue();
        try (SmtpPeer broken = new SmtpPeer().announce("STARTTLS")) {
            HopAddress hop = hop(broken, TlsUse.OPPORTUNISTIC);
            assertThat(client.deliver(hop, mail("\r\nx", "a@x.example")).get(0).outcome())
                    .isEqualTo(Outcome.DELIVERED);
            assertThat(broken.received().get(0).tls()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "PIPELINING"})
    void requiredTlsIsNeverGivenUp(String capability) throws Exception {
        peer.announce(capability);
        assertThatThrownBy(() -> client.deliver(hop(peer, TlsUse.REQUIRED), mail("\r\nx", "a@x.example")))
                .isInstanceOf(HopUnavailableException.class)
                .hasMessageContaining("TLS is required");
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void internationalisedMailGoesOnlyWhereItIsUnderstood() throws Exception {
        OutgoingMail mail = new OutgoingMail(
                "jörg@example.org",
                List.of(new OutgoingMail.Recipient("a@x.example", "", "")),
                true,
                10,
                "",
                "",
                () -> new ByteArrayInputStream("\r\nx".getBytes(StandardCharsets.UTF_8)));
        RecipientResult refused = client.deliver(hop(), mail).get(0);
        assertThat(refused.outcome()).isEqualTo(Outcome.PERMANENT);
        assertThat(refused.status()).isEqualTo("5.6.7");
        client.close();
        peer.announce("SMTPUTF8", "8BITMIME");
        assertThat(client.deliver(hop(), mail).get(0).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(peer.commands()).anyMatch(line -> line.endsWith("BODY=8BITMIME SMTPUTF8"));
    }

    @Test
    void passesDsnParametersWhereTheyAreAnnounced() throws Exception {
        peer.announce("DSN", "PIPELINING");
        OutgoingMail mail = new OutgoingMail(
                "s@example.org",
                List.of(
                        new OutgoingMail.Recipient("a@x.example", "FAILURE,DELAY", "rfc822;a+2Bb@x.example"),
                        new OutgoingMail.Recipient("b@x.example", "", "rfc822;evil x@y")),
                false,
                10,
                "HDRS",
                "id+3D1",
                () -> new ByteArrayInputStream("\r\nx".getBytes(StandardCharsets.UTF_8)));
        client.deliver(hop(), mail);
        assertThat(peer.commands())
                .contains(
                        "MAIL FROM:<s@example.org> RET=HDRS ENVID=id+3D1",
                        "RCPT TO:<a@x.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;a+2Bb@x.example",
                        "RCPT TO:<b@x.example>");
    }

    @ParameterizedTest
    @CsvSource({"DSN, , true", "PIPELINING, , false", "DSN, 550 5.1.1 no, false"})
    void tellsWhetherTheServerTookTheParametersOver(String capability, String reply, boolean passedOn)
            throws Exception {
        peer.announce(capability);
        if (reply != null) {
            peer.on("RCPT", reply);
        }
        RecipientResult result =
                client.deliver(hop(), mail("\r\nx", "a@x.example")).get(0);
        assertThat(result.dsnPassedOn()).isEqualTo(passedOn);
    }

    /** RFC 6533 section 3: where SMTPUTF8 is spoken, ORCPT may hold the address as it is. */
    @Test
    void internationalOriginalRecipientGoesOnWithSmtputf8() throws Exception {
        peer.announce("DSN", "PIPELINING", "SMTPUTF8", "8BITMIME");
        OutgoingMail mail = new OutgoingMail(
                "s@example.org",
                List.of(
                        new OutgoingMail.Recipient("jörg@x.example", "NEVER", "utf-8;jörg@x.example"),
                        new OutgoingMail.Recipient("b@x.example", "", "utf-8;b\u2028x")),
                true,
                10,
                "",
                "",
                () -> new ByteArrayInputStream("\r\nx".getBytes(StandardCharsets.UTF_8)));
        client.deliver(hop(), mail);
        assertThat(peer.commands())
                .contains(asPeerReads("RCPT TO:<jörg@x.example> NOTIFY=NEVER ORCPT=utf-8;jörg@x.example"))
                .contains("RCPT TO:<b@x.example>");
    }

    @Test
    void aMessageLargerThanTheServerTakesIsNotSent() throws Exception {
        peer.announce("SIZE 20");
        RecipientResult result =
                client.deliver(hop(), mail("x".repeat(21), "a@x.example")).get(0);
        assertThat(result.status()).isEqualTo("5.3.4");
        assertThat(peer.commands()).noneMatch(line -> line.startsWith("MAIL"));
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb', 'a\r\nb\r\n'",
        "'a\rb\r', 'a\r\nb\r\n'",
        "'a\n.\n.b', 'a\r\n.\r\n.b\r\n'",
        "'a\r\r\nb\r\n', 'a\r\n\r\nb\r\n'",
        "'', ''"
    })
    void noBareLineEndGoesOn(String content, String arrived) throws Exception {
        client.deliver(hop(), mail(content, "a@x.example"));
        assertThat(peer.received())
                .singleElement()
                .satisfies(mail -> assertThat(mail.content()).isEqualTo(arrived));
    }

    @Test
    void contentThatCannotBeReadIsNeverEndedWithADot() throws Exception {
        OutgoingMail broken = new OutgoingMail(
                "s@example.org",
                List.of(new OutgoingMail.Recipient("a@x.example", "", "")),
                false,
                100_000,
                "",
                "",
                () -> new InputStream() {
                    private int count;

                    @Override
                    public int read() throws IOException {
                        if (count++ > 50_000) {
                            throw new IOException("disk error");
                        }
                        return 'x';
                    }
                });
        assertThatThrownBy(() -> client.deliver(hop(), broken)).isInstanceOf(ContentException.class);
        assertThat(peer.received()).isEmpty();
    }

    @Test
    void aConnectionClosedWhileAtRestCostsNothing() throws Exception {
        peer.on("MAIL", "250 ok", "421 idle for too long", "250 ok");
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
        assertThat(outcome(mail("\r\nx", "a@x.example"))).isEqualTo(Outcome.DELIVERED);
        assertThat(peer.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotReadIsLeftInTheEnd() throws Exception {
        peer.on(SmtpPeer.CONTENT, SmtpPeer.HANG);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleWithFixedDelay(client::tick, 100, 100, TimeUnit.MILLISECONDS);
            byte[] line = ("y".repeat(70) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            OutgoingMail large = new OutgoingMail(
                    "s@example.org",
                    List.of(new OutgoingMail.Recipient("a@x.example", "", "")),
                    false,
                    1,
                    "",
                    "",
                    () -> new InputStream() {
                        private long position;

                        @Override
                        public int read() {
                            return position < 40_000_000 ? line[(int) (position++ % line.length)] : -1;
                        }
                    });
            assertThat(client.deliver(hop(), large).get(0).outcome()).isEqualTo(Outcome.TEMPORARY);
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void lmtpAnswersForEachRecipient() throws Exception {
        peer.on(SmtpPeer.DOT, "250 2.0.0 first\r\n452 4.2.2 second is full");
        HopAddress hop = new HopAddress("x", InetAddress.getByName("127.0.0.1"), peer.port(), TlsUse.NONE, true);
        assertThat(client.deliver(hop, mail("\r\nx", "a@x.example", "b@x.example")))
                .extracting(RecipientResult::outcome)
                .containsExactly(Outcome.DELIVERED, Outcome.TEMPORARY);
        assertThat(peer.commands()).contains("LHLO mx.example.net");
    }

    @Test
    void asksForRecipientsWithoutSending() throws Exception {
        peer.on("RCPT TO:<b@", "550 5.1.1 no");
        assertThat(client.ask(hop(), List.of("a@x.example", "b@x.example")))
                .extracting(SmtpReply::code)
                .containsExactly(250, 550);
        assertThat(peer.commands()).contains("MAIL FROM:<>").doesNotContain("DATA");
    }

    /** The peer reads one character an octet. */
    private static String asPeerReads(String utf8) {
        return new String(utf8.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private Outcome outcome(OutgoingMail mail) throws IOException {
        return client.deliver(hop(), mail).get(0).outcome();
    }

    private HopAddress hop() throws IOException {
        return hop(peer, TlsUse.OPPORTUNISTIC);
    }

    private static HopAddress hop(SmtpPeer peer, TlsUse tls) throws IOException {
        return new HopAddress("peer.example", InetAddress.getByName("127.0.0.1"), peer.port(), tls, false);
    }

    private static OutgoingMail mail(String content, String... recipients) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new OutgoingMail(
                "s@example.org",
                List.of(recipients).stream()
                        .map(address -> new OutgoingMail.Recipient(address, "", ""))
                        .toList(),
                false,
                bytes.length,
                "",
                "",
                () -> new ByteArrayInputStream(bytes));
    }
}
