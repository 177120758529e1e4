package org.ecluse.server.greylist;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.greylist.ClientDoubts;
import org.ecluse.filter.greylist.GreyEntry;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.filter.greylist.GreySymbols;
import org.ecluse.filter.greylist.HeloClaim;
import org.ecluse.filter.greylist.SenderDoubts;
import org.ecluse.filter.greylist.ShortTime;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.GreyPolicy.Mode;
import org.ecluse.server.greylist.WaitingRoom.Knock;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Finding;
import org.infinispan.commons.CacheException;

/**
 * Delays a doubtful correspondence until it comes back (R1.4–R1.7). Who may skip it altogether is the caller's business; known,
 * answering and expected senders are this one's.
 */
@ApplicationScoped
public class GreyZone {
    private static final Duration NEW_FOR = Duration.ofHours(24);

    @Inject
    private WaitingRoom room;

    @Inject
    private GreyRecords records;

    @Inject
    private Correspondents correspondents;

    @Inject
    private GreyTeller teller;

    @Inject
    @Any
    private Instance<ClientDoubts> clientDoubts;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private final Seldom failures = new Seldom(Duration.ofMinutes(1));

    /**
     * The one decision of a transaction.
     *
     * @throws SQLException the rows cannot be read now
     */
    public GreyAnswer decide(GreyTry attempt) throws SQLException {
        if (attempt.policy().mode() == Mode.OFF) {
            return GreyAnswer.PASSED;
        }
        SenderFacts facts = attempt.facts().get();
        Set<Doubt> doubts = doubts(attempt, facts);
        if (attempt.policy().mode() == Mode.ON_DOUBT && !SenderDoubts.suffice(doubts)) {
            return GreyAnswer.PASSED;
        }
        Instant now = clock.instant();
        List<GreyKey> keys = GreyKey.candidates(attempt.client(), attempt.helo(), attempt.from(), facts);
        if (correspondents.isKnown(keys, now) || isAnswer(attempt, now)) {
            return GreyAnswer.PASSED;
        }
        if (isExpected(attempt)) {
            waitNoMore(attempt, keys, now);
            return passed(GreySymbols.EXPECTED, "");
        }
        addIfNew(doubts, attempt, keys.get(0), now);
        return wait(attempt, keys, doubts, now);
    }

    /**
     * Whether somebody expects the sender for this recipient: then the whole transaction passes.
     *
     * @throws SQLException the rows cannot be read now
     */
    public boolean isExpected(GreyTry attempt) throws SQLException {
        return records.isExpected(
                attempt.customerId(),
                attempt.recipient(),
                ExpectedNames.of(attempt.from(), attempt.helo()),
                clock.instant());
    }

    /** Tells a further recipient's timeline of a transaction that was delayed. */
    public void tellAlso(GreyAnswer.Delayed answer, GreyTry attempt) {
        teller.tellAlso(answer, attempt, clock.instant());
    }

    /** A mail of this sender was taken in and goes to its recipient: the correspondence is known from now on (R1.6). */
    public void delivered(GreyTry attempt) {
        List<GreyKey> keys = GreyKey.candidates(
                attempt.client(),
                attempt.helo(),
                attempt.from(),
                attempt.facts().get());
        correspondents.remember(keys.get(0), clock.instant());
    }

    private Set<Doubt> doubts(GreyTry attempt, SenderFacts facts) {
        HeloClaim.OwnNames own = new HeloClaim.OwnNames(
                Set.of(settings.service().domain(), settings.service().hostName()), attempt.local());
        Set<Doubt> doubts = SenderDoubts.of(facts, attempt.client(), attempt.helo(), attempt.faults(), own);
        clientDoubts.forEach(source -> doubts.addAll(source.about(attempt.client())));
        doubts.retainAll(attempt.policy().doubts());
        return doubts;
    }

    private boolean isAnswer(GreyTry attempt, Instant now) throws SQLException {
        return attempt.from().address().isPresent()
                && records.isWrittenTo(
                        attempt.customerId(), attempt.from().address().get(), now);
    }

    private void addIfNew(Set<Doubt> doubts, GreyTry attempt, GreyKey key, Instant now) throws SQLException {
        if (attempt.policy().doubts().contains(Doubt.NEW_DOMAIN)) {
            Optional<Instant> seen = records.firstSeen(key.domain());
            if (seen.isEmpty() || seen.get().plus(NEW_FOR).isAfter(now)) {
                doubts.add(Doubt.NEW_DOMAIN);
            }
        }
    }

    private GreyAnswer wait(GreyTry attempt, List<GreyKey> keys, Set<Doubt> doubts, Instant now) {
        Optional<Knock> knock;
        try {
            knock = room.knock(keys, attempt.client(), attempt.policy(), now);
        } catch (CacheException e) {
            complain(now, e);
            return passed(GreySymbols.UNAVAILABLE, "");
        }
        if (knock.isEmpty()) {
            return passed(GreySymbols.FULL, "");
        }
        return knock.get().decision().passes()
                ? leave(attempt, keys.get(0), knock.get(), now)
                : teller.tell(attempt, knock.get(), keys.get(0), doubts, now);
    }

    /** First it is known, then it waits no more: a failure between the two only makes it known twice. */
    private GreyAnswer leave(GreyTry attempt, GreyKey key, Knock knock, Instant now) {
        try {
            correspondents.remember(key, now);
            room.leave(knock.id(), attempt.client(), attempt.policy(), now);
        } catch (CacheException | EJBException e) {
            complain(now, e);
        }
        teller.passed(knock.id(), now);
        return passed(
                GreySymbols.of(knock.decision().kind()), detail(knock.decision().entry(), now));
    }

    /** Whoever was let through is not among those that wait; the correspondence is known once its mail is delivered. */
    private void waitNoMore(GreyTry attempt, List<GreyKey> keys, Instant now) {
        try {
            for (String id : room.known(keys)) {
                room.leave(id, attempt.client(), attempt.policy(), now);
                teller.passed(id, now);
            }
        } catch (CacheException | EJBException e) {
            complain(now, e);
        }
    }

    private void complain(Instant now, RuntimeException e) {
        if (failures.isDue(now)) {
            ServerLog.LOG.greyZoneBroken(e);
        }
    }

    /** {@code 2 × 12 min}: tries, and the time since the window was opened. */
    private static String detail(GreyEntry entry, Instant now) {
        return entry.tries() + " × " + ShortTime.of(Duration.between(entry.first(), now));
    }

    private static GreyAnswer passed(String symbol, String detail) {
        return new GreyAnswer.Passed(Optional.of(Finding.of(symbol, detail)));
    }
}
