package org.ecluse.server.tracking;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.Viewer;

/** Turns a {@link MessageSearch} into a query within what the viewer sees. */
final class CopySearch {
    private final StringBuilder conditions = new StringBuilder(" from CopyRow c where 1 = 1");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    CopySearch(Viewer viewer, MessageSearch search) {
        viewer.customerId().ifPresent(own -> and("c.customerId = :own", "own", own));
        search.customerId().ifPresent(wanted -> and("c.customerId = :customer", "customer", wanted));
        search.from().ifPresent(from -> and("c.receivedAt >= :from", "from", from));
        search.until().ifPresent(until -> and("c.receivedAt < :until", "until", until));
        text(search.recipient()).ifPresent(t -> and("lower(c.recipient) like :rcpt escape '!'", "rcpt", t));
        // Whoever may not read subjects finds none: searching would tell what is not shown.
        String readable = viewer.readsSubjects() ? "" : "1 = 0 and ";
        text(search.subject())
                .ifPresent(t -> and(readable + "lower(c.message.subject) like :subject escape '!'", "subject", t));
        text(search.sender())
                .ifPresent(t -> and(
                        "(lower(c.message.reversePath) like :sender escape '!' or lower(c.message.headerFrom) like :sender escape '!')",
                        "sender",
                        t));
        if (!search.verdicts().isEmpty()) {
            and("c.verdict in :verdicts", "verdicts", search.verdicts());
        }
    }

    TypedQuery<CopyRow> copies(EntityManager rows) {
        String fetched = conditions.toString().replace("CopyRow c where", "CopyRow c join fetch c.message where");
        return bind(rows.createQuery("select c" + fetched + " order by c.receivedAt desc, c.id desc", CopyRow.class));
    }

    TypedQuery<Long> ids(EntityManager rows) {
        return bind(rows.createQuery("select c.id" + conditions, Long.class));
    }

    private void and(String condition, String name, Object value) {
        conditions.append(" and ").append(condition);
        parameters.put(name, value);
    }

    private <T> TypedQuery<T> bind(TypedQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private static Optional<String> text(String typed) {
        return typed.isBlank() ? Optional.empty() : Optional.of(Like.contains(typed));
    }
}
