package org.ecluse.server.policy;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/** The green and red lists of a customer (R5.4, B6). */
@Stateless
public class ListAdministration {
    private static final int NOTE_LIMIT = 500;
    private static final int LINES_MOST = 20_000;

    @PersistenceContext(unitName = "ecluse")
    private EntityManager rows;

    @Inject
    private DomainRows domains;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private AuditTrail audit;

    @Inject
    private Clock clock;

    /** Lines of the customer whose value or recipient contains {@code search}, newest first. */
    public Page<ListLine> list(
            Viewer viewer, long customerId, Optional<Colour> colour, String search, PageRequest page) {
        viewer.mustSee(customerId);
        String where = " from ListEntryRow e where e.customerId = :customer"
                + (colour.isPresent() ? " and e.colour = :colour" : "")
                + (search.isBlank()
                        ? ""
                        : " and (e.value like :search escape '!' or e.recipient like :search escape '!')");
        Map<Long, String> names = domainNames(customerId);
        List<ListLine> found = bind(
                        rows.createQuery("select e" + where + " order by e.id desc", ListEntryRow.class),
                        customerId,
                        colour,
                        search)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(row -> line(row, names))
                .toList();
        long total = bind(rows.createQuery("select count(e)" + where, Long.class), customerId, colour, search)
                .getSingleResult();
        return new Page<>(found, total);
    }

    /**
     * Puts a line on a list.
     *
     * @throws InvalidInputException among others a green entry for one's own domain: it would let every forger in (B6)
     */
    public ListLine add(Viewer viewer, long customerId, ListLineDraft draft) {
        viewer.mustAdminister(customerId);
        domains.configurationChanged(customerId); // first: of two who add the same, the second finds it there
        Optional<DomainRow> domain = draft.domain().map(name -> domainOf(viewer, customerId, name));
        String value = checkedValue(customerId, draft);
        String recipient = draft.recipient()
                .filter(written -> !written.isBlank())
                .map(written -> recipientOf(customerId, written))
                .orElse(null);
        Long domainId = domain.map(DomainRow::id).orElse(null);
        refuseDouble(customerId, domainId, recipient, draft, value);
        ListEntryRow row = new ListEntryRow(
                customerId,
                domainId,
                recipient,
                draft.colour(),
                draft.kind(),
                value,
                checkedNote(draft.note()),
                checkedExpiry(draft.expiresAt()),
                viewer.name(),
                clock.instant());
        rows.persist(row);
        record(viewer, row, "+");
        return line(row, domainNames(customerId));
    }

    /** Changes note and expiry; what a line means is never changed under its history: delete it and add another. */
    public ListLine change(Viewer viewer, long id, String note, Optional<Instant> expiresAt) {
        ListEntryRow row = administered(viewer, id);
        row.annotate(checkedNote(note));
        row.expireAt(checkedExpiry(expiresAt));
        domains.configurationChanged(row.customerId());
        record(viewer, row, "~");
        return line(row, domainNames(row.customerId()));
    }

    public void remove(Viewer viewer, long id) {
        ListEntryRow row = administered(viewer, id);
        rows.remove(row);
        domains.configurationChanged(row.customerId());
        record(viewer, row, "-");
    }

    private ListEntryRow administered(Viewer viewer, long id) {
        ListEntryRow row = rows.find(ListEntryRow.class, id);
        if (row == null) {
            throw new NotThereException();
        }
        viewer.mustAdminister(row.customerId());
        return row;
    }

    private void record(Viewer viewer, ListEntryRow row, String sign) {
        audit.record(
                viewer,
                row.customerId(),
                AuditAction.LIST_CHANGED,
                sign + row.value(),
                row.colour() + " " + row.kind() + (row.recipient() == null ? "" : " for " + row.recipient()));
    }

    private DomainRow domainOf(Viewer viewer, long customerId, String name) {
        DomainRow row = domains.seen(viewer, name);
        if (row.customerId() != customerId) {
            throw new NotThereException();
        }
        return row;
    }

    private String checkedValue(long customerId, ListLineDraft draft) {
        String value = ListValue.normalized(draft.kind(), draft.value())
                .orElseThrow(() -> new InvalidInputException("value", "error.list.value." + draft.kind()));
        List<DomainName> own = domains.names(customerId);
        if (draft.colour() == Colour.ALLOW && ListValue.meetsOwnDomain(draft.kind(), value, own)) {
            throw new InvalidInputException("value", "error.list.own");
        }
        return value;
    }

    private String recipientOf(long customerId, String written) {
        List<DomainName> own = domains.names(customerId);
        return EmailAddress.parse(written.strip())
                .filter(address -> own.contains(address.domain()))
                .map(directory::decidedFor) // an entry for an alias would never count
                .orElseThrow(() -> new InvalidInputException("recipient", "error.list.recipient"))
                .key();
    }

    private void refuseDouble(long customerId, Long domainId, String recipient, ListLineDraft draft, String value) {
        List<ListEntryRow> all = rows.createQuery(
                        "select e from ListEntryRow e where e.customerId = :customer and e.value = :value",
                        ListEntryRow.class)
                .setParameter("customer", customerId)
                .setParameter("value", value)
                .getResultList();
        if (all.stream()
                .anyMatch(row -> row.colour() == draft.colour()
                        && Objects.equals(row.domainId(), domainId)
                        && Objects.equals(row.recipient(), recipient))) {
            throw new InvalidInputException("value", "error.list.double");
        }
        long count = rows.createQuery("select count(e) from ListEntryRow e where e.customerId = :customer", Long.class)
                .setParameter("customer", customerId)
                .getSingleResult();
        if (count >= LINES_MOST) {
            throw new InvalidInputException("value", "error.list.many");
        }
    }

    private Map<Long, String> domainNames(long customerId) {
        Map<Long, String> names = new HashMap<>();
        rows.createQuery(
                        "select d from DomainRow d where d.customerId = :customer and d.deletedAt is null",
                        DomainRow.class)
                .setParameter("customer", customerId)
                .getResultList()
                .forEach(row -> names.put(row.id(), row.name()));
        return names;
    }

    private Instant checkedExpiry(Optional<Instant> expiresAt) {
        if (expiresAt.isPresent() && !expiresAt.get().isAfter(clock.instant())) {
            throw new InvalidInputException("expiresAt", "error.expiry.past");
        }
        return expiresAt.orElse(null);
    }

    private static String checkedNote(String note) {
        if (note.length() > NOTE_LIMIT) {
            throw new InvalidInputException("note", "error.list.note");
        }
        return note.strip();
    }

    private static <T> TypedQuery<T> bind(
            TypedQuery<T> query, long customerId, Optional<Colour> colour, String search) {
        query.setParameter("customer", customerId);
        colour.ifPresent(value -> query.setParameter("colour", value));
        if (!search.isBlank()) {
            query.setParameter("search", Like.contains(search));
        }
        return query;
    }

    private static ListLine line(ListEntryRow row, Map<Long, String> domainNames) {
        return new ListLine(
                row.id(),
                row.customerId(),
                Optional.ofNullable(row.domainId()).map(domainNames::get),
                Optional.ofNullable(row.recipient()),
                row.colour(),
                row.kind(),
                row.value(),
                row.note(),
                Optional.ofNullable(row.expiresAt()),
                Optional.ofNullable(row.lastHitAt()),
                row.createdBy(),
                row.createdAt());
    }
}
