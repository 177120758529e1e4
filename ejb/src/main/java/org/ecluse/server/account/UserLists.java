package org.ecluse.server.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ecluse.policy.ListEntry.Colour;

/** A user's own lines of the green and red lists (R3.6, R3.8). */
@Stateless
public class UserLists {
    private static final int MOST = 500;

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

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
}
