package org.ecluse.server.greylist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.mail.EmailAddress;

/** Who is known: correspondences that were accepted before, and those to whom our side wrote (R1.6, B7). */
@ApplicationScoped
public class Correspondents {
    /** A use is noted once a day: a busy correspondence costs one write. */
    private static final Duration NOTED_EVERY = Duration.ofDays(1);

    private static final int REMEMBERED = 20_000;

    @Inject
    private GreyRecords records;

    @Inject
    private GreyLedger ledger;

    @Inject
    private Clock clock;

    private final Map<GreyKey, Instant> noted = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GreyKey, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * One of a customer's addresses wrote to somebody: for 36 days mail from there to this customer is not delayed. To be called
     * when the mail was handed over.
     *
     * @param ours the sender, one of the customer's addresses
     */
    public void wroteTo(long customerId, EmailAddress ours, EmailAddress theirs) {
        ledger.wroteTo(customerId, ours, theirs, clock.instant());
    }

    /** Whether the correspondence is known under one of {@code keys}; the present use counts. */
    boolean isKnown(List<GreyKey> keys, Instant now) throws SQLException {
        Optional<Instant> lastUse = records.lastUse(keys, now);
        if (lastUse.isPresent() && lastUse.get().plus(NOTED_EVERY).isBefore(now)) {
            remember(keys.get(0), now);
        }
        return lastUse.isPresent();
    }

    void remember(GreyKey key, Instant now) {
        if (!isNoted(key, now)) {
            ledger.remember(key, now);
            synchronized (noted) {
                noted.put(key, now);
            }
        }
    }

    private boolean isNoted(GreyKey key, Instant now) {
        synchronized (noted) {
            Instant at = noted.get(key);
            return at != null && at.plus(NOTED_EVERY).isAfter(now);
        }
    }
}
