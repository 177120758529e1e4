package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.reputation.Seen;
import org.ecluse.mail.EmailAddress;
import org.ecluse.rate.OpenConnections;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateUse;
import org.ecluse.rate.RateWindow;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.server.reputation.BlockList;
import org.ecluse.server.reputation.ListedClient;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Reply;
import org.junit.jupiter.api.Test;

/** What a client hears that sends too much, or is listed. */
@Covers({"R1.8", "R1.9", "B11"})
class EdgeGateTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final String ALICE = "alice@demo.example";
    private static final String REFUSED =
            "451 4.7.1 Mail from 192.0.2.17 is refused for now because of what came from there"
                    + " - https://mail.example.org/b/AAAAAAAAAAAAAAAAAAAAAA";

    private final FakeRates rates = new FakeRates();
    private final FakeList list = new FakeList();
    private final FakeGreyGate grey = new FakeGreyGate();
    private final FakeLog log = new FakeLog();
    private final SmtpSession session = new FakeSession("mx", "192.0.2.17");

    @Test
    void aUsedUpLimitIsNamedWithUnitWindowUseAndWhenItFreesUp() {
        EdgeGate gate = gate("TEMPORARY");
        rates.use = Optional.of(new RateUse(
                "192.0.2.1", false, RateUnit.RECIPIENTS, RateWindow.MINUTE, 100, 100, Duration.ofSeconds(34)));
        assertThat(text(gate.take(session, RateUnit.RECIPIENTS)))
                .isEqualTo("451 4.7.1 100 of 100 recipients per minute from 192.0.2.1 - free again in 34 s");
        rates.use = Optional.of(
                new RateUse("192.0.2.0/24", true, RateUnit.MESSAGES, RateWindow.DAY, 5, 5, Duration.ofMinutes(150)));
        assertThat(text(gate.take(session, RateUnit.MESSAGES)))
                .isEqualTo("451 4.7.1 5 of 5 messages per day from 192.0.2.0/24 - free again in 150 min");
        rates.use = Optional.empty();
        assertThat(gate.take(session, RateUnit.MESSAGES)).isEmpty();
    }

    @Test
    void aConnectionTooManyIsNotCountedWhenItEnds() {
        EdgeGate gate = gate("TEMPORARY");
        assertThat(gate.connected(session)).isEmpty();
        SmtpSession second = new FakeSession("mx", "192.0.2.17");
        rates.full = Optional.of(new OpenConnections.Full("192.0.2.17", 50, 50));
        assertThat(text(gate.connected(second)))
                .isEqualTo("421 4.7.1 50 of 50 connections at once from 192.0.2.17 - free again when one of them ends");
        gate.ended(second);
        assertThat(rates.ended).isZero();
        gate.ended(session);
        assertThat(rates.ended).isEqualTo(1);
    }

    @Test
    void aListedClientIsToldThePageWhetherTheRecipientExistsOrNot() throws SQLException {
        EdgeGate gate = gate("TEMPORARY");
        assertThat(text(gate.listed(session, address(ALICE), accepted(ALICE)))).isEqualTo(REFUSED);
        assertThat(text(gate.listed(
                        session, address(ALICE), GateDecision.refuse(Reply.UNKNOWN_RECIPIENT, Optional.of(1L)))))
                .isEqualTo(REFUSED);
        assertThat(text(gate.listed(
                        session, address(ALICE), GateDecision.refuse(Reply.RELAYING_DENIED, Optional.empty()))))
                .isEqualTo(REFUSED);
        assertThat(log.noted).isEqualTo(2); // customers see it in their timeline
    }

    @Test
    void byTheSettingItIsRefusedForGoodOrNotAtAll() throws SQLException {
        assertThat(text(gate("FINAL").listed(session, address(ALICE), accepted(ALICE))))
                .startsWith("550 5.7.1 Mail from 192.0.2.17 is refused because");
        assertThat(gate("NONE").listed(session, address(ALICE), accepted(ALICE)))
                .isEmpty();
    }

    @Test
    void postmasterAndWhomACustomerTrustsComeThrough() throws SQLException {
        EdgeGate gate = gate("TEMPORARY");
        String postmaster = "postmaster@demo.example";
        assertThat(gate.listed(session, address(postmaster), accepted(postmaster)))
                .isEmpty();
        grey.exempt = true;
        assertThat(gate.listed(session, address(ALICE), accepted(ALICE))).isEmpty();
        list.listing = Optional.empty();
        grey.exempt = false;
        assertThat(gate.listed(session, address(ALICE), accepted(ALICE))).isEmpty();
    }

    @Test
    void whoHammersFillsNoTimeline() throws SQLException {
        EdgeGate gate = gate("TEMPORARY");
        for (int i = 0; i < 1_000; i++) {
            gate.listed(session, address(ALICE), accepted(ALICE));
        }
        assertThat(log.noted).isEqualTo(60);
    }

    private EdgeGate gate(String refusal) {
        Map<String, String> values = new HashMap<>(Map.of(
                "ecluse.demo", "true",
                "ecluse.service.public-url", "https://mail.example.org",
                "ecluse.reputation.refusal", refusal));
        ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(values.get(key))).read();
        return TestPersistence.empty().wire(new EdgeGate(), rates, list, grey, log, settings, new MovingClock(NOW));
    }

    private static String text(Optional<IntakeAnswer> answer) {
        return answer.map(IntakeAnswer::toSmtp)
                .map(reply -> reply.code() + " " + reply.enhanced() + " " + reply.text())
                .orElse("goes on");
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static GateDecision accepted(String text) {
        EmailAddress address = address(text);
        DomainFacts domain = new DomainFacts(
                1, 1, "fr", 1, address.domain(), RecipientCheck.LIST, UnknownRecipients.REFUSE, Optional.empty());
        return GateDecision.accept(new AcceptedRecipient(address, address, domain, Optional.empty(), false, "", ""));
    }

    private static final class FakeRates extends ClientRates {
        private Optional<RateUse> use = Optional.empty();
        private Optional<OpenConnections.Full> full = Optional.empty();
        private int ended;

        @Override
        public Optional<RateUse> take(InetAddress client, RateUnit unit) {
            return use;
        }

        @Override
        public Optional<OpenConnections.Full> connected(InetAddress client) {
            return full;
        }

        @Override
        public void disconnected(InetAddress client) {
            ended++;
        }
    }

    private static final class FakeList extends BlockList {
        private Optional<ListedClient> listing = Optional.of(new ListedClient(
                "AAAAAAAAAAAAAAAAAAAAAA",
                "192.0.2.17",
                new Seen(Map.of(), NOW),
                NOW,
                NOW,
                NOW.plusSeconds(60),
                Optional.of(NOW.plusSeconds(30)),
                Optional.empty()));

        @Override
        public Optional<ListedClient> refusing(InetAddress client) {
            return listing;
        }
    }

    private static final class FakeGreyGate extends GreyGate {
        private boolean exempt;

        @Override
        boolean isExempt(SmtpSession session, EmailAddress given, AcceptedRecipient recipient) {
            return exempt;
        }
    }

    private static final class FakeLog extends RefusalLog {
        private int noted;

        @Override
        void note(SmtpSession session, long customerId, EmailAddress recipient, Reply reply) {
            noted++;
        }
    }
}
