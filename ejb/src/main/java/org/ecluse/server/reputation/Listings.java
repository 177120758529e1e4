package org.ecluse.server.reputation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.net.IpNetwork;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.Like;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.settings.ServerSettings;

/** The internal block list for people. It belongs to the platform: only its administrators see it. */
@Stateless
public class Listings {
    private static final String FOUND =
            " from ListingRow l where lower(l.client) like :search escape '!' or l.client in :names";

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    AuditTrail audit;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /**
     * Listings of the last 30 days, those that count first, then the latest.
     *
     * @param search any part of an address; a whole one also finds the network it is in; "" for all
     */
    public Page<ListedClient> list(Viewer viewer, String search, PageRequest page) {
        mustBePlatform(viewer);
        String order = " order by case when l.endsAt > :now and l.removedAt is null then 0 else 1 end,"
                + " l.lastAt desc, l.id";
        List<ListedClient> found = bind(rows.createQuery("select l" + FOUND + order, ListingRow.class), search)
                .setParameter("now", clock.instant())
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList()
                .stream()
                .map(ListingRow::listing)
                .toList();
        long total = bind(rows.createQuery("select l.id" + FOUND, Long.class), search)
                .setMaxResults(Page.COUNTED)
                .getResultList()
                .size();
        return new Page<>(found, total);
    }

    public ListedClient find(Viewer viewer, String id) {
        mustBePlatform(viewer);
        return row(id).listing();
    }

    /** Takes a client off the list; it is not listed again for the time that the setting names. Can be undone. */
    public ListedClient remove(Viewer viewer, String id) {
        mustBePlatform(viewer);
        ListingRow row = row(id);
        Instant now = clock.instant();
        ListedClient.State state = row.listing().state(now);
        if (state == ListedClient.State.ENDED) {
            throw new InvalidInputException("id", "error.reputation.ended");
        }
        if (state != ListedClient.State.REMOVED) {
            row.remove(viewer.name(), now, now.plus(settings.reputation().exemptFor()));
            audit.record(
                    viewer,
                    null,
                    AuditAction.REPUTATION_CHANGED,
                    "-" + row.listing().client(),
                    "");
        }
        return row.listing();
    }

    /** Undoes {@link #remove}: the client is listed again, as long as it would have been. */
    public ListedClient putBack(Viewer viewer, String id) {
        mustBePlatform(viewer);
        ListingRow row = row(id);
        if (!clock.instant().isBefore(row.listing().endsAt())) {
            throw new InvalidInputException("id", "error.reputation.over");
        }
        if (row.isRemoved()) {
            row.putBack();
            audit.record(
                    viewer,
                    null,
                    AuditAction.REPUTATION_CHANGED,
                    "+" + row.listing().client(),
                    "");
        }
        return row.listing();
    }

    /** The listing whose opaque id a sender was given. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Optional<ListedClient> ofSender(String id) {
        return byId(id).map(ListingRow::listing);
    }

    private ListingRow row(String id) {
        return byId(id).orElseThrow(NotThereException::new);
    }

    private Optional<ListingRow> byId(String id) {
        return rows
                .createQuery("select l from ListingRow l where l.publicId = :id", ListingRow.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, String search) {
        List<String> names = new ArrayList<>(List.of(search.strip()));
        IpNetwork.literal(search.strip()).map(ClientNames::of).ifPresent(client -> {
            names.add(client.client());
            client.network().ifPresent(names::add);
        });
        return query.setParameter("search", Like.contains(search)).setParameter("names", names);
    }

    private static void mustBePlatform(Viewer viewer) {
        if (!viewer.isPlatform()) {
            throw new DeniedException();
        }
    }
}
