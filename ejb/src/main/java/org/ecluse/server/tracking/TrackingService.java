package org.ecluse.server.tracking;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.ChosenLevels;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.server.policy.PolicyRevisionRow;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.verdict.Explanation;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.VerdictFold;
import org.ecluse.verdict.VerdictName;

/** Finds messages and tells what became of each copy, and why (B3, B4). */
@Stateless
public class TrackingService {
    private static final int COPIES_SHOWN = 200;
    private static final int DELAYS_SHOWN = 30;
    private static final Duration LONGEST_DELAY = Duration.ofDays(8);
    private static final Set<CopyRow.State> UNCOUNTED = Set.of(CopyRow.State.DESTROYED, CopyRow.State.DISCARDED);

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private AuditTrail audit;

    @Inject
    private ChosenLevels levels;

    @Inject
    private AccessHistory access;

    /** Copies that match, newest first. */
    public Page<TrackedCopy> search(Viewer viewer, MessageSearch search, PageRequest page) {
        search.customerId().ifPresent(viewer::mustSee);
        CopySearch query = new CopySearch(viewer, search);
        List<TrackedCopy> found =
                query.copies(rows).setFirstResult(page.offset()).setMaxResults(page.limit()).getResultList().stream()
                        .map(copy -> tracked(viewer, copy))
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
        return tracked(viewer, copies.get(0).message(), copies);
    }

    /** One copy with its reasons, in the language of {@code locale}, and its timeline; the look is audited (B14). */
    public CopyHistory copy(Viewer viewer, CopyId id, Locale locale) {
        CopyRow copy = query(viewer, id.message(), " and c.number = " + id.number()).getResultList().stream()
                .findFirst()
                .orElseThrow(NotThereException::new);
        List<CopyRow> copies = copies(viewer, id.message());
        PolicySnapshot policy = snapshot(copy);
        audit.record(viewer, copy.customerId(), AuditAction.MESSAGE_VIEWED, copy.publicId(), copy.recipient());
        CopyHistory history = new CopyHistory(
                tracked(viewer, copy),
                tracked(viewer, copy.message(), copies),
                copy.policyRevision(),
                policy.policy(),
                Explanation.of(verdict(copy, policy), policy, locale),
                timeline(copy),
                copy.lastReply());
        // Last: a first look finds what was there before it.
        access.note(copy, viewer.name(), new Look(Look.Subject.DETAILS, Optional.of(viewer.role())));
        return history;
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
                .map(t -> new Tombstone(
                        t.publicId(), t.destroyedAt(), t.verdict(), t.score(), t.reason(), t.found(), t.recipient()))
                .toList();
        return new Page<>(found, counted(query));
    }

    /**
     * Recipients refused and mail put off before there was a message, newest first (B3). Of the search, recipient and time count, and
     * of the verdicts whether SPAM.R is among them: then only the grey zone's.
     */
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

    /** What the viewer's customers got between {@code from} and {@code until}; the service's own mail does not count. */
    public TrafficSummary traffic(Viewer viewer, Instant from, Instant until) {
        MessageSearch span = new MessageSearch(
                Optional.empty(), "", "", "", MessageSearch.ALL.verdicts(), Optional.of(from), Optional.of(until));
        Map<VerdictName, Long> verdicts = new EnumMap<>(VerdictName.class);
        Map<CopyRow.State, Long> states = new EnumMap<>(CopyRow.State.class);
        for (Object[] row : keptCopies(viewer, from, until)) {
            verdicts.merge((VerdictName) row[0], (Long) row[2], Long::sum);
            states.merge((CopyRow.State) row[1], (Long) row[2], Long::sum);
        }
        for (Object[] row : tombstones(viewer, from, until)) {
            verdicts.merge((VerdictName) row[0], (Long) row[1], Long::sum);
            states.merge(CopyRow.State.DESTROYED, (Long) row[1], Long::sum);
        }
        return new TrafficSummary(verdicts, states, counted(EventSearch.beforeData(viewer, span)));
    }

    /** A destroyed copy that had been kept for a while leaves both a row and a tombstone: it is counted by the latter; a discarded one was for nobody. */
    private List<Object[]> keptCopies(Viewer viewer, Instant from, Instant until) {
        return spanned(
                        "select c.verdict, c.state, count(c) from CopyRow c"
                                + " where c.message.origin = :inbound and c.state not in :uncounted and c.receivedAt",
                        " group by c.verdict, c.state",
                        viewer,
                        from,
                        until)
                .setParameter("inbound", MessageRow.Origin.INBOUND)
                .setParameter("uncounted", UNCOUNTED)
                .getResultList();
    }

    private List<Object[]> tombstones(Viewer viewer, Instant from, Instant until) {
        return spanned(
                        "select c.verdict, count(c) from TombstoneRow c where c.destroyedAt",
                        " group by c.verdict",
                        viewer,
                        from,
                        until)
                .getResultList();
    }

    private TypedQuery<Object[]> spanned(String select, String group, Viewer viewer, Instant from, Instant until) {
        String scope = viewer.isPlatform() ? "" : " and c.customerId = :own";
        TypedQuery<Object[]> query = rows.createQuery(
                        select + " between :from and :until" + scope + group, Object[].class)
                .setParameter("from", from)
                .setParameter("until", until);
        viewer.customerId().ifPresent(own -> query.setParameter("own", own));
        return query;
    }

    private long counted(EventSearch query) {
        return query.bind(rows.createQuery(query.ids(), Long.class))
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
    }

    /** The first that the viewer sees: one customer's may stand behind hundreds of others'. */
    private List<CopyRow> copies(Viewer viewer, MessageId id) {
        return query(viewer, id, "").setMaxResults(COPIES_SHOWN).getResultList();
    }

    private TypedQuery<CopyRow> query(Viewer viewer, MessageId id, String condition) {
        TypedQuery<CopyRow> query = rows.createQuery(
                        "select c from CopyRow c join fetch c.message where c.message.publicId = :id"
                                + (viewer.isPlatform() ? "" : " and c.customerId = :own") + condition
                                + " order by c.number",
                        CopyRow.class)
                .setParameter("id", id.value());
        viewer.customerId().ifPresent(own -> query.setParameter("own", own));
        return query;
    }

    private FilterPolicy policy(long revision) {
        return Optional.ofNullable(rows.find(PolicyRevisionRow.class, revision))
                .map(row -> PolicyDocument.parse(row.document()))
                .orElse(FilterPolicy.DEFAULT);
    }

    /** The policy that decided. Lists are not in it: the findings already say which entry was met. */
    private PolicySnapshot snapshot(CopyRow copy) {
        FilterPolicy policy = policy(copy.policyRevision());
        long none = 0;
        return new PolicySnapshot(
                Optional.ofNullable(copy.customerId()).orElse(none),
                Optional.ofNullable(copy.domainId()).orElse(none),
                copy.policyRevision(),
                policy,
                level(copy, policy),
                Weights.shipped().with(policy.weightOverrides()),
                List.of(),
                Set.of());
    }

    private FilterLevel level(CopyRow copy, FilterPolicy policy) {
        return levels.of(copy.recipient())
                .filter(own -> policy.userMayBeLooser() || own.compareTo(policy.level()) <= 0)
                .orElse(policy.level());
    }

    /** The verdict as it was given, with the points of its policy. */
    private RecipientVerdict verdict(CopyRow copy, PolicySnapshot policy) {
        List<Finding> findings = rows
                .createQuery(
                        "select f from FindingRow f where f.messageId = :message"
                                + " and (f.copyId is null or f.copyId = :copy) order by f.id",
                        FindingRow.class)
                .setParameter("message", copy.message().id())
                .setParameter("copy", copy.id())
                .getResultList()
                .stream()
                .map(FindingRow::finding)
                .toList();
        RecipientVerdict folded = VerdictFold.fold(findings, policy);
        return new RecipientVerdict(
                copy.verdict(), copy.disposition(), copy.score(), folded.mark(), folded.reply(), folded.findings());
    }

    private List<TimelineEvent> timeline(CopyRow copy) {
        List<EventRow> own = rows.createQuery(
                        "select e from EventRow e where e.copyId = :copy order by e.happenedAt, e.id", EventRow.class)
                .setParameter("copy", copy.id())
                .getResultList();
        boolean delayed = own.stream().anyMatch(event -> event.kind() == EventKind.GREY_PASSED);
        return Stream.concat(delayed ? delays(copy).stream() : Stream.empty(), own.stream())
                .map(TrackingService::event)
                .toList();
    }

    /** The tries of its sender that were delayed before this copy came; they belong to no message yet. */
    private List<EventRow> delays(CopyRow copy) {
        return rows
                .createQuery(
                        "select e from EventRow e where e.copyId is null and e.customerId = :customer"
                                + " and e.recipient = :recipient and e.happenedAt between :from and :until"
                                + " and e.kind in :kinds and e.detail like :sender escape '!'"
                                + " order by e.happenedAt desc, e.id desc",
                        EventRow.class)
                .setParameter("customer", copy.customerId())
                .setParameter("recipient", copy.recipient())
                .setParameter("from", copy.receivedAt().minus(LONGEST_DELAY))
                .setParameter("until", copy.receivedAt())
                .setParameter("kinds", EventSearch.DELAYS)
                .setParameter("sender", Like.begins("<" + copy.message().reversePath() + "> "))
                .setMaxResults(DELAYS_SHOWN)
                .getResultList()
                .stream()
                .sorted(Comparator.comparing(EventRow::happenedAt).thenComparing(EventRow::id))
                .toList();
    }

    private static TimelineEvent event(EventRow row) {
        return new TimelineEvent(row.happenedAt(), row.kind(), row.recipient(), row.actor(), row.detail());
    }

    private static TrackedMessage tracked(Viewer viewer, MessageRow row, List<CopyRow> copies) {
        return new TrackedMessage(
                row.publicId().value(),
                row.receivedAt(),
                row.clientAddress(),
                row.helo(),
                row.reversePath(),
                row.headerFrom(),
                viewer.shown(row.subject()),
                row.sizeBytes(),
                row.engines(),
                row.content() == MessageRow.Content.KEPT,
                row.authenticationResults(),
                copies.stream().map(copy -> tracked(viewer, copy)).toList());
    }

    private static TrackedCopy tracked(Viewer viewer, CopyRow row) {
        MessageRow message = row.message();
        return new TrackedCopy(
                row.publicId(),
                Optional.ofNullable(row.customerId()),
                row.receivedAt(),
                message.reversePath(),
                message.headerFrom(),
                row.recipient(),
                viewer.shown(message.subject()),
                message.sizeBytes(),
                row.verdict(),
                row.disposition(),
                row.state(),
                row.score());
    }
}
