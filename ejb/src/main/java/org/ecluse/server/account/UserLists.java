package org.ecluse.server.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.lists.ListFileLine;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.policy.ListEntryRow;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.policy.RemovedListEntryRow;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;

/**
 * A user's own lines of the green and red lists (R3.6, R3.8): they decide for this address alone (B1), from the next mail on, and what
 * was taken off can be put back for ten minutes. Callers have made sure who the owner is.
 */
@Stateless
public class UserLists {
    /** How long a deletion can be undone. */
    public static final Duration UNDO = Duration.ofMinutes(10);

    private static final int MOST = 500;
    private static final int NOTE_LIMIT = 500;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    DomainRows domains;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** What stands on each list for exactly this address and counts now, in order, bounded. Every colour has an entry. */
    public Map<Colour, List<String>> values(String addressKey) {
        Map<Colour, List<String>> values = new EnumMap<>(Colour.class);
        for (Colour colour : Colour.values()) {
            values.put(
                    colour,
                    rows.createQuery(
                                    "select e.value from ListEntryRow e where e.recipient = :recipient and e.colour = :colour"
                                            + " and (e.expiresAt is null or e.expiresAt > :now) order by e.value",
                                    String.class)
                            .setParameter("recipient", addressKey)
                            .setParameter("colour", colour)
                            .setParameter("now", clock.instant())
                            .setMaxResults(MOST)
                            .getResultList());
        }
        return values;
    }

    /** All lines of the owner by sender, expired ones too. */
    public List<ListLine> lines(ListOwner owner) {
        return own(owner).stream().map(UserLists::line).toList();
    }

    /** @throws InvalidInputException the sender cannot be on this list, stands on one already, or the lists are full */
    public ListLine add(ListOwner owner, ListWish wish) {
        domains.configurationChanged(owner.customerId()); // first: of two who add the same, the second finds it there
        return added(owner, wish);
    }

    private ListLine added(ListOwner owner, ListWish wish) {
        ListEntryRow row = checked(owner, wish, own(owner), domains.names(owner.customerId()));
        rows.persist(row);
        record(owner, row.colour(), "+" + row.value());
        return line(row);
    }

    /**
     * Changes note and end of a line; on the other list it is a line of its own, with a history of its own.
     *
     * @throws InvalidInputException the sender cannot be on that list
     * @throws NotThereException it is not the owner's
     */
    public ListLine change(ListOwner owner, long id, Colour colour, String note, Optional<Instant> expiresAt) {
        domains.configurationChanged(owner.customerId());
        ListEntryRow row = ofOwner(owner, id);
        if (row.colour() != colour) {
            List<ListEntryRow> others =
                    own(owner).stream().filter(each -> each.id() != id).toList();
            ListEntryRow moved = checked(
                    owner,
                    new ListWish(colour, row.value(), note, expiresAt),
                    others,
                    domains.names(owner.customerId()));
            rows.remove(row);
            rows.persist(moved);
            record(owner, colour, "~" + row.value());
            return line(moved);
        }
        row.annotate(checkedNote(note));
        row.expireAt(checkedExpiry(expiresAt));
        record(owner, colour, "~" + row.value());
        return line(row);
    }

    /** Takes a line off its list. @throws NotThereException it is not the owner's */
    public ListLine remove(ListOwner owner, long id) {
        domains.configurationChanged(owner.customerId());
        ListEntryRow row = ofOwner(owner, id);
        rows.persist(new RemovedListEntryRow(row, clock.instant()));
        rows.remove(row);
        record(owner, row.colour(), "-" + row.value());
        return line(row);
    }

    /** What was taken off within {@link #UNDO}, the last one first. */
    public List<RemovedLine> removed(ListOwner owner) {
        return rows.createQuery(
                        "select r from RemovedListEntryRow r where r.recipient = :recipient and r.customerId = :customer"
                                + " and r.removedAt > :since order by r.removedAt desc, r.id desc",
                        RemovedListEntryRow.class)
                .setParameter("recipient", owner.key())
                .setParameter("customer", owner.customerId())
                .setParameter("since", clock.instant().minus(UNDO))
                .setMaxResults(MOST)
                .getResultStream()
                .map(row -> new RemovedLine(row.id(), row.colour(), row.value(), row.removedAt()))
                .toList();
    }

    /**
     * Undoes {@link #remove}.
     *
     * @throws NotThereException it was not the owner's, or its time is over
     * @throws InvalidInputException the sender was put on a list again meanwhile
     */
    public ListLine putBack(ListOwner owner, long id) {
        domains.configurationChanged(owner.customerId());
        RemovedListEntryRow removed = Optional.ofNullable(rows.find(RemovedListEntryRow.class, id))
                .filter(row -> row.recipient().equals(owner.key()) && row.customerId() == owner.customerId())
                .filter(row -> row.removedAt().plus(UNDO).isAfter(clock.instant()))
                .orElseThrow(NotThereException::new);
        ListWish wish = new ListWish(
                removed.colour(), removed.value(), removed.note(), Optional.ofNullable(removed.expiresAt()));
        rows.remove(removed);
        return added(owner, wish);
    }

    /** The owner's line for exactly this sender, on whichever list. */
    public Optional<ListLine> find(ListOwner owner, String sender) {
        return own(owner).stream()
                .filter(row -> row.value().equals(sender))
                .findFirst()
                .map(UserLists::line);
    }

    /** The owner's line with this id. */
    public Optional<ListLine> find(ListOwner owner, long id) {
        return Optional.ofNullable(rows.find(ListEntryRow.class, id))
                .filter(row -> isOf(owner, row))
                .map(UserLists::line);
    }

    /** Puts the lines of a file on the lists; each that cannot be there is left out with its reason. @param zone of their last days */
    public ListImport take(ListOwner owner, List<ListFileLine> lines, ZoneId zone) {
        domains.configurationChanged(owner.customerId());
        List<ListEntryRow> all = new ArrayList<>(own(owner));
        List<DomainName> ownDomains = domains.names(owner.customerId());
        List<ListImport.Refused> refused = new ArrayList<>();
        int present = 0;
        int added = 0;
        for (ListFileLine line : lines) {
            try {
                ListEntryRow row = checked(owner, wish(line, zone), all, ownDomains);
                rows.persist(row);
                all.add(row);
                added++;
            } catch (InvalidInputException e) {
                if (e.textKey().equals("error.list.double")) {
                    present++;
                } else {
                    refused.add(new ListImport.Refused(line.number(), line.sender(), e.textKey()));
                }
            }
        }
        if (added > 0) {
            record(owner, "+" + added, "from a file");
        }
        return new ListImport(added, present, refused);
    }

    private static ListWish wish(ListFileLine line, ZoneId zone) {
        if (line.faulty()) {
            throw new InvalidInputException("until", "error.list.day");
        }
        // The last day still counts.
        Optional<Instant> end =
                line.lastDay().map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        return new ListWish(line.colour(), line.sender(), line.note(), end);
    }

    private ListEntryRow checked(
            ListOwner owner, ListWish wish, List<ListEntryRow> present, List<DomainName> ownDomains) {
        ListSender sender = ListSender.checked(wish.colour(), wish.sender(), owner.address(), ownDomains);
        present.stream()
                .filter(row -> row.value().equals(sender.value()))
                .findFirst()
                .ifPresent(row -> {
                    throw new InvalidInputException(
                            "sender", row.colour() == wish.colour() ? "error.list.double" : "error.list.other");
                });
        if (present.size() >= MOST) {
            throw new InvalidInputException("sender", "error.list.many");
        }
        return new ListEntryRow(
                owner.customerId(),
                null,
                owner.key(),
                wish.colour(),
                sender.kind(),
                sender.value(),
                checkedNote(wish.note()),
                checkedExpiry(wish.expiresAt()),
                owner.key(),
                clock.instant());
    }

    private List<ListEntryRow> own(ListOwner owner) {
        return rows.createQuery(
                        "select e from ListEntryRow e where e.recipient = :recipient and e.customerId = :customer"
                                + " order by e.value, e.id",
                        ListEntryRow.class)
                .setParameter("recipient", owner.key())
                .setParameter("customer", owner.customerId())
                .getResultList();
    }

    private ListEntryRow ofOwner(ListOwner owner, long id) {
        return Optional.ofNullable(rows.find(ListEntryRow.class, id))
                .filter(row -> isOf(owner, row))
                .orElseThrow(NotThereException::new);
    }

    private static boolean isOf(ListOwner owner, ListEntryRow row) {
        return owner.key().equals(row.recipient()) && row.customerId() == owner.customerId();
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

    private void record(ListOwner owner, Colour colour, String what) {
        record(owner, what, colour + " for " + owner.key());
    }

    private void record(ListOwner owner, String subject, String detail) {
        audit.record(owner.key(), Optional.of(owner.customerId()), AuditAction.LIST_CHANGED, subject, detail);
    }

    private static ListLine line(ListEntryRow row) {
        return new ListLine(
                row.id(),
                row.customerId(),
                Optional.empty(),
                Optional.of(row.recipient()),
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
