package org.ecluse.server.tracking;

import jakarta.persistence.TypedQuery;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.Viewer;
import org.ecluse.verdict.VerdictName;

/** Queries over rows that are not copies: tombstones, and events of mail that never became a message here. */
final class EventSearch {
    /** Tries that the grey zone delayed: verdict SPAM.R (R1.4). */
    static final Set<EventKind> DELAYS = EnumSet.of(EventKind.GREY_FIRST, EventKind.GREY_EARLY, EventKind.GREY_LATE);

    private static final Set<EventKind> BEFORE_DATA = EnumSet.of(
            EventKind.RCPT_REFUSED,
            EventKind.GREY_FIRST,
            EventKind.GREY_EARLY,
            EventKind.GREY_LATE,
            EventKind.DEFERRED);

    private final StringBuilder conditions;
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String time;

    private EventSearch(String from, String time, Viewer viewer, MessageSearch search) {
        this.time = time;
        this.conditions = new StringBuilder(from);
        search.customerId().ifPresent(viewer::mustSee);
        viewer.customerId().ifPresent(own -> and("e.customerId = :own", "own", own));
        search.customerId().ifPresent(wanted -> and("e.customerId = :customer", "customer", wanted));
        search.from().ifPresent(first -> and(time + " >= :from", "from", first));
        search.until().ifPresent(end -> and(time + " < :until", "until", end));
        if (!search.recipient().isBlank()) {
            and("lower(e.recipient) like :rcpt escape '!'", "rcpt", Like.contains(search.recipient()));
        }
    }

    static EventSearch tombstones(Viewer viewer, MessageSearch search) {
        EventSearch query = new EventSearch(" from TombstoneRow e where 1 = 1", "e.destroyedAt", viewer, search);
        if (!search.verdicts().isEmpty()) {
            query.and("e.verdict in :verdicts", "verdicts", search.verdicts());
        }
        return query;
    }

    static EventSearch beforeData(Viewer viewer, MessageSearch search) {
        EventSearch query = new EventSearch(" from EventRow e where e.copyId is null", "e.happenedAt", viewer, search);
        query.and("e.kind in :kinds", "kinds", search.verdicts().contains(VerdictName.GREY) ? DELAYS : BEFORE_DATA);
        return query;
    }

    String newestFirst() {
        return "select e" + conditions + " order by " + time + " desc, e.id desc";
    }

    String ids() {
        return "select e.id" + conditions;
    }

    <T> TypedQuery<T> bind(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private void and(String condition, String name, Object value) {
        conditions.append(" and ").append(condition);
        parameters.put(name, value);
    }
}
