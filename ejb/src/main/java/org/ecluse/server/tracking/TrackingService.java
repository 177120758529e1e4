package org.ecluse.server.tracking;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.Weights;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;

/** Finds messages and tells what became of each copy, and why (B3, B4). */
@Stateless
public class TrackingService {
    private static final int COPIES_SHOWN = 200;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private AuditTrail audit;

    /** Copies that match, newest first. */
    public Page<TrackedCopy> search(Viewer viewer, MessageSearch search, PageRequest page) {
        search.customerId().ifPresent(viewer::mustSee);
        CopySearch query = new CopySearch(viewer, search);
        List<TrackedCopy> found =
                query.copies(rows).setFirstResult(page.offset()).setMaxResults(page.limit()).getResultList().stream()
                        .map(TrackingService::tracked)
                        .toList();
        long total = query.ids(rows).setMaxResults(Page.COUNTED).getResultList().size();
        return new Page<>(found, total);
    }

    /** A message with the copies that the viewer sees; without any, it does not exist for this viewer. */
    public TrackedMessage message(Viewer viewer, MessageId id) {
        List<CopyRow> copies = copies(viewer, id);
        if (copies.isEmpty()) {
            throw new NotThereException();
        }
        return tracked(copies.get(0).message(), copies);
    }

    /** One copy with its reasons and its timeline; the look is audited (B14). */
    public CopyHistory copy(Viewer viewer, MessageId id, int number) {
        List<CopyRow> copies = copies(viewer, id);
        CopyRow copy = copies.stream()
                .filter(row -> row.number() == number)
                .findFirst()
                .orElseThrow(NotThereException::new);
        FilterPolicy policy = policy(copy.policyRevision());
        audit.record(viewer, copy.customerId(), AuditAction.MESSAGE_VIEWED, copy.publicId(), copy.recipient());
        return new CopyHistory(
                tracked(copy),
                tracked(copy.message(), copies),
                copy.policyRevision(),
                policy,
                findings(copy, policy),
                timeline(copy),
                copy.lastReply());
    }

    /** What is left of destroyed copies, newest first; of the search, recipient, verdicts and time count (B16). */
    public Page<Tombstone> destroyed(Viewer viewer, MessageSearch search, PageRequest page) {
        EventSearch query = EventSearch.tombstones(viewer, search);
        List<Tombstone> found = query
                .bind(rows.createQuery(query.newestFirst(), TombstoneRow.class))
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(t ->
                        new Tombstone(t.publicId(), t.destroyedAt(), t.verdict(), t.score(), t.reason(), t.recipient()))
                .toList();
        return new Page<>(found, counted(query));
    }

    /** Recipients refused before there was a message, newest first; of the search, recipient and time count (B3). */
    public Page<TimelineEvent> refused(Viewer viewer, MessageSearch search, PageRequest page) {
        EventSearch query = EventSearch.beforeData(viewer, search);
        List<TimelineEvent> found = query
                .bind(rows.createQuery(query.newestFirst(), EventRow.class))
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(TrackingService::event)
                .toList();
        return new Page<>(found, counted(query));
    }

    /** What the viewer's customers got between {@code from} and {@code until}. */
    public TrafficSummary traffic(Viewer viewer, Instant from, Instant until) {
        MessageSearch span = new MessageSearch(
                Optional.empty(), "", "", "", MessageSearch.ALL.verdicts(), Optional.of(from), Optional.of(until));
        String scope = viewer.isPlatform() ? "" : " and c.customerId = :own";
        TypedQuery<Object[]> query = rows.createQuery(
                        "select c.verdict, count(c) from CopyRow c where c.receivedAt >= :from and c.receivedAt < :until"
                                + scope + " group by c.verdict",
                        Object[].class)
                .setParameter("from", from)
                .setParameter("until", until);
        viewer.customerId().ifPresent(own -> query.setParameter("own", own));
        Map<VerdictName, Long> copies = new EnumMap<>(VerdictName.class);
        query.getResultList().forEach(row -> copies.merge((VerdictName) row[0], (Long) row[1], Long::sum));
        return new TrafficSummary(copies, counted(EventSearch.beforeData(viewer, span)));
    }

    private long counted(EventSearch query) {
        return query.bind(rows.createQuery(query.ids(), Long.class))
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
    }

    private List<CopyRow> copies(Viewer viewer, MessageId id) {
        return rows
                .createQuery(
                        "select c from CopyRow c join fetch c.message m where m.publicId = :id order by c.number",
                        CopyRow.class)
                .setParameter("id", id.value())
                .setMaxResults(COPIES_SHOWN)
                .getResultList()
                .stream()
                .filter(row -> viewer.isPlatform() || (row.customerId() != null && viewer.sees(row.customerId())))
                .toList();
    }

    private FilterPolicy policy(long revision) {
        return Optional.ofNullable(rows.find(PolicyRevisionRow.class, revision))
                .map(row -> PolicyDocument.parse(row.document()))
                .orElse(FilterPolicy.DEFAULT);
    }

    private List<ScoredFinding> findings(CopyRow copy, FilterPolicy policy) {
        Weights weights = new Weights(Map.of()).with(policy.weightOverrides());
        return rows
                .createQuery(
                        "select f from FindingRow f where f.messageId = :message"
                                + " and (f.copyId is null or f.copyId = :copy) order by f.id",
                        FindingRow.class)
                .setParameter("message", copy.message().id())
                .setParameter("copy", copy.id())
                .getResultList()
                .stream()
                .map(FindingRow::finding)
                .map(finding -> new ScoredFinding(finding, weights.of(finding.symbol()) * finding.multiplier()))
                .sorted(Comparator.comparingDouble(ScoredFinding::points).reversed())
                .toList();
    }

    private List<TimelineEvent> timeline(CopyRow copy) {
        return rows
                .createQuery(
                        "select e from EventRow e where e.copyId = :copy order by e.happenedAt, e.id", EventRow.class)
                .setParameter("copy", copy.id())
                .getResultList()
                .stream()
                .map(TrackingService::event)
                .toList();
    }

    private static TimelineEvent event(EventRow row) {
        return new TimelineEvent(row.happenedAt(), row.kind(), row.recipient(), row.actor(), row.detail());
    }

    private static TrackedMessage tracked(MessageRow row, List<CopyRow> copies) {
        return new TrackedMessage(
                row.publicId().value(),
                row.receivedAt(),
                row.clientAddress(),
                row.helo(),
                row.reversePath(),
                row.headerFrom(),
                row.subject(),
                row.sizeBytes(),
                row.engines(),
                row.content() == MessageRow.Content.KEPT,
                copies.stream().map(TrackingService::tracked).toList());
    }

    private static TrackedCopy tracked(CopyRow row) {
        MessageRow message = row.message();
        return new TrackedCopy(
                row.publicId(),
                Optional.ofNullable(row.customerId()),
                row.receivedAt(),
                message.reversePath(),
                message.headerFrom(),
                row.recipient(),
                message.subject(),
                message.sizeBytes(),
                row.verdict(),
                row.disposition(),
                row.state(),
                row.score());
    }
}
