package org.ecluse.server.greylist;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ecluse.filter.greylist.ClientNetwork;
import org.ecluse.filter.greylist.GreyDecision;
import org.ecluse.filter.greylist.GreyEntry;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.filter.greylist.GreyWindow;
import org.ecluse.net.IpText;
import org.ecluse.policy.Doubt;
import org.ecluse.server.greylist.WaitingRoom.Knock;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.server.tracking.GreyTrace;

/**
 * Tells what the grey zone does: one entry in the timeline for each try (B3), and the notice for console and sender. A delay that
 * cannot be told is still a delay, and who tries a million times is told of some thousand times.
 */
@ApplicationScoped
class GreyTeller {
    @Inject
    private GreyLedger ledger;

    private final EventBudget budget = new EventBudget();
    private final Seldom untold = new Seldom(Duration.ofHours(1));
    private final Seldom failures = new Seldom(Duration.ofMinutes(1));

    GreyAnswer.Delayed tell(GreyTry attempt, Knock knock, GreyKey key, Set<Doubt> doubts, Instant now) {
        GreyDecision decision = knock.decision();
        GreyNotice notice = notice(attempt, knock, key, doubts, now);
        boolean counted =
                decision.kind() != GreyDecision.Kind.EARLY || decision.entry().tries() < GreyEntry.MOST_COUNTED;
        if (counted && isAdmitted(attempt, now)) {
            shielded(now, () -> ledger.tell(notice, event(decision.kind(), notice)));
        }
        return new GreyAnswer.Delayed(
                decision.kind(), decision.after(now), decision.within(now), notice.greyId(), notice);
    }

    void tellAlso(GreyAnswer.Delayed answer, GreyTry attempt, Instant now) {
        if (isAdmitted(attempt, now)) {
            GreyNotice first = answer.notice();
            EventRow event = EventRow.beforeData(
                    attempt.customerId(),
                    attempt.recipient().key(),
                    kind(answer.kind()),
                    now,
                    trace(first).detail());
            shielded(now, () -> ledger.tell(event));
        }
    }

    void passed(String greyId, Instant now) {
        shielded(now, () -> ledger.passed(greyId, now));
    }

    private boolean isAdmitted(GreyTry attempt, Instant now) {
        boolean admitted = budget.admits(ClientNetwork.of(attempt.client()), now);
        if (!admitted && untold.isDue(now)) {
            ServerLog.LOG.greyTriesUntold(budget.takeUntold());
        }
        return admitted;
    }

    private static GreyNotice notice(GreyTry attempt, Knock knock, GreyKey key, Set<Doubt> doubts, Instant now) {
        GreyDecision decision = knock.decision();
        return new GreyNotice(
                knock.id() + "." + attempt.customerId(),
                knock.id(),
                attempt.customerId(),
                attempt.from().text(),
                key.domain(),
                attempt.recipient().key(),
                IpText.of(attempt.client()),
                attempt.helo(),
                doubts,
                false,
                decision.entry().tries(),
                decision.entry().first(),
                now,
                decision.from(),
                decision.until(),
                decision.entry().first().plus(GreyWindow.lifespan(attempt.policy())));
    }

    private static EventRow event(GreyDecision.Kind kind, GreyNotice notice) {
        return EventRow.beforeData(
                notice.customerId(),
                notice.recipient(),
                kind(kind),
                notice.lastAt(),
                trace(notice).detail());
    }

    private static GreyTrace trace(GreyNotice notice) {
        return new GreyTrace(notice.sender(), notice.clientAddress(), notice.tries(), List.copyOf(notice.doubts()));
    }

    private static EventKind kind(GreyDecision.Kind kind) {
        return switch (kind) {
            case FIRST -> EventKind.GREY_FIRST;
            case EARLY -> EventKind.GREY_EARLY;
            case LATE -> EventKind.GREY_LATE;
            case IN_TIME, LATE_TWICE -> EventKind.GREY_PASSED;
        };
    }

    private void shielded(Instant now, Runnable write) {
        try {
            write.run();
        } catch (EJBException e) {
            if (failures.isDue(now)) {
                ServerLog.LOG.greyTryNotTold(e);
            }
        }
    }
}
