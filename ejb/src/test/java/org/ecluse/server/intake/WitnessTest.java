package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.disposition.RecipientOutcome;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.server.domains.NoDomains;
import org.ecluse.server.reputation.Observations;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.VerdictFold;
import org.junit.jupiter.api.Test;

/** What the reputation hears of a session. */
@Covers("R1.8")
class WitnessTest {
    private static final String SPAM = "GTUBE";

    private static final ServerSettings SETTINGS = new SettingsReader(
                    key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
            .read();

    private final FakeObservations observations = new FakeObservations();
    private final Witness witness =
            TestPersistence.empty().wire(new Witness(), observations, new NoDomains(), SETTINGS);
    private final SmtpSession session = new FakeSession("mx", "192.0.2.17");

    @Test
    void aMessageIsToldOnceForEachCustomerByItsWorstCopy() {
        judged(copy(1), copy(1), copy(2, Ground.VIRUS), copy(2));
        assertThat(observations.seen).containsExactly("GOOD_MAIL by 1", "VIRUS by 2");
    }

    @Test
    void whatACustomersOwnWeightsMakeOfAMessageIsItsOwnAffair() {
        judged(copy(1, "OWN_RULE"));
        assertThat(observations.seen).containsExactly("GOOD_MAIL by 1");
    }

    @Test
    void spamIsToldByItsShippedPoints() {
        judged(copy(1, SPAM));
        assertThat(observations.seen).containsExactly("SPAM by 1");
    }

    @Test
    void mailThatIsHeldForAnotherReasonIsNeitherGoodNorBad() {
        judged(copy(1, Ground.ATTACHMENT), copy(1), copy(0, Ground.VIRUS));
        assertThat(observations.seen).isEmpty();
    }

    @Test
    void faultsThatHonestServersMakeAreNotTold() {
        witness.ended(new FakeSession("mx", "192.0.2.17", "LONG_LINE", "BARE_LF", "ODD_HELO", "TOO_SLOW"));
        assertThat(observations.seen).isEmpty();
        witness.ended(new FakeSession("mx", "192.0.2.17", "EARLY_TALKER", "NOT_SMTP", "TOO_MANY_BAD_COMMANDS"));
        assertThat(observations.seen).containsExactly("EARLY_TALKER", "PROTOCOL_FAULT");
    }

    @Test
    void onlyStrangersAreWatched() {
        SmtpSession relay = new FakeSession("relay", "192.0.2.17", "EARLY_TALKER");
        witness.ended(relay);
        witness.unknownRecipient(relay, 1);
        assertThat(observations.seen).isEmpty();
        witness.unknownRecipient(session, 1);
        assertThat(observations.seen).containsExactly("UNKNOWN_RECIPIENT by 1");
    }

    private void judged(RecipientOutcome... copies) {
        witness.judged(
                session, new Judgement(null, null, null, DispositionPlan.of(List.of(copies)), List.of(), new int[0]));
    }

    private static RecipientOutcome copy(long customer, String... symbols) {
        EmailAddress address = EmailAddress.parse("a@b.example").orElseThrow();
        PolicySnapshot policy = new PolicySnapshot(
                customer,
                1,
                0,
                FilterPolicy.DEFAULT,
                FilterPolicy.DEFAULT.level(),
                Weights.shipped().with(Map.of("OWN_RULE", 80.0)),
                List.of(),
                Set.of());
        List<Finding> findings = Arrays.stream(symbols).map(Finding::of).toList();
        return new RecipientOutcome(address, address, policy, VerdictFold.fold(findings, policy));
    }

    private static final class FakeObservations extends Observations {
        private final List<String> seen = new ArrayList<>();

        @Override
        public void see(InetAddress client, Observation what, long customerId) {
            seen.add(what + " by " + customerId);
        }

        @Override
        public void see(InetAddress client, Observation what) {
            seen.add(what.name());
        }
    }
}
