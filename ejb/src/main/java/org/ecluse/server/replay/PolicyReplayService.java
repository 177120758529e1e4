package org.ecluse.server.replay;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.ecluse.filter.content.AttachmentRuleStage;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.replay.PolicyReplay;
import org.ecluse.replay.ReplayTally;
import org.ecluse.replay.StoredDecision;
import org.ecluse.server.access.BusyException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.policy.PolicyAdministration;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * Tries a draft policy on the mail of the last days before it is published (B5). Bounded in days, rows, time and number at once;
 * what does not fit is on the next page. It reads findings, never content.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PolicyReplayService {
    private static final int MOST_ROWS = 20_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;
    private static final Semaphore RUNNING = new Semaphore(AT_ONCE);

    @Inject
    private StoredDecisionReader reader;

    @Inject
    private PolicyAdministration policies;

    @Inject
    private DirectoryService directory;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /**
     * What {@code draft} would have changed, had it been the policy of the customer or of one of its domains.
     *
     * @throws InvalidInputException {@code request} goes on from a place that is none
     * @throws BusyException two replays are running
     */
    public ReplayResult replay(
            Viewer viewer, long customerId, Optional<String> domain, FilterPolicy draft, ReplayRequest request) {
        viewer.mustAdminister(customerId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ReplayScope scope = scope(viewer, customerId, domain, now.minus(Duration.ofDays(request.days())));
        FilterPolicy inForce = policies.current(viewer, customerId, domain).policy();
        ReplayCursor start = request.after()
                .map(text -> ReplayCursor.parse(text)
                        .orElseThrow(() -> new InvalidInputException("after", "error.replay.after")))
                .orElse(ReplayCursor.start(ReplayCursor.Source.COPIES, now));
        if (!RUNNING.tryAcquire()) {
            throw new BusyException();
        }
        try {
            ReplayTally tally =
                    new ReplayTally(new PolicyReplay(draft, AttachmentRuleStage::findings), request.limit());
            Optional<ReplayCursor> next = walk(scope, start, tally, now);
            audit.record(
                    viewer,
                    customerId,
                    AuditAction.POLICY_REPLAYED,
                    domain.orElse(""),
                    request.days() + " days, " + tally.examined() + " examined");
            return new ReplayResult(
                    scope.from(),
                    tally.examined(),
                    tally.changed(),
                    tally.blind(),
                    reader.unknown(scope),
                    tally.steps(),
                    tally.differences(),
                    PolicyReplay.unreplayed(inForce, draft),
                    next.map(ReplayCursor::toString));
        } catch (SQLException e) {
            throw new IllegalStateException("stored decisions cannot be read", e);
        } finally {
            RUNNING.release();
        }
    }

    private ReplayScope scope(Viewer viewer, long customerId, Optional<String> name, Instant from) {
        directory.customer(viewer, customerId);
        Optional<Domain> domain = name.map(written -> directory.domain(viewer, written));
        if (domain.isPresent() && domain.get().customerId() != customerId) {
            throw new NotThereException();
        }
        return new ReplayScope(customerId, domain.map(Domain::id), domain.map(Domain::name), from);
    }

    /** Where the next page begins; empty at the end. */
    private Optional<ReplayCursor> walk(ReplayScope scope, ReplayCursor start, ReplayTally tally, Instant now)
            throws SQLException {
        long end = System.nanoTime() + LONGEST.toNanos();
        Map<Long, FilterPolicy> revisions = new HashMap<>();
        Set<String> ownPolicy = reader.domainsWithPolicy(scope.customerId());
        ReplayCursor place = start;
        int rows = 0;
        while (true) {
            List<StoredDecisionReader.Placed> page = reader.page(scope, place);
            for (StoredDecisionReader.Placed each : page) {
                place = each.place();
                rows++;
                if (place.source() == ReplayCursor.Source.COPIES || concerns(scope, each.decision(), ownPolicy)) {
                    tally.examine(each.decision(), policy(revisions, scope, each.decision()));
                }
                if (tally.isFull() || rows >= MOST_ROWS || System.nanoTime() > end) {
                    return Optional.of(place);
                }
            }
            if (page.size() < StoredDecisionReader.PAGE) {
                if (place.source() == ReplayCursor.Source.TOMBSTONES) {
                    return Optional.empty();
                }
                place = ReplayCursor.start(ReplayCursor.Source.TOMBSTONES, now);
            }
        }
    }

    /** A tombstone holds no domain of its own. */
    private static boolean concerns(ReplayScope scope, StoredDecision gone, Set<String> ownPolicy) {
        String domain = gone.recipient().substring(gone.recipient().lastIndexOf('@') + 1);
        return scope.domain().isPresent() ? scope.domain().get().equals(domain) : !ownPolicy.contains(domain);
    }

    private FilterPolicy policy(Map<Long, FilterPolicy> revisions, ReplayScope scope, StoredDecision copy)
            throws SQLException {
        FilterPolicy known = revisions.get(copy.revision());
        if (known == null) {
            known = reader.policy(scope.customerId(), copy.revision());
            revisions.put(copy.revision(), known);
        }
        return known;
    }
}
