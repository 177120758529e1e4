package org.ecluse.server.learning;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.ecluse.filter.learning.OwnModel;

/**
 * The customers' own models, those in use in memory and all of them in the database: at most {@value #MOST_BYTES} octets of memory, some
 * 1,000 octets for a customer with one lesson (and 16 KB for finding them), 200 KB with a hundred. What was taught on this node counts
 * for the next mail, on others after {@link #KNOWN_FOR}.
 */
@ApplicationScoped
public class OwnModels {
    static final long MOST_BYTES = 32L << 20;
    static final Duration KNOWN_FOR = Duration.ofSeconds(5);

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    DataSource dataSource;

    @Inject
    Clock clock;

    private final Map<Long, Held> held = new LinkedHashMap<>(64, 0.75f, true);
    private long heldBytes;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    private record Held(long revision, OwnModel model) {}

    /** Which customers taught anything, and how often that changed. */
    private record Known(Instant until, Map<Long, Long> revisions) {}

    /**
     * The model of a customer as it is now; an empty one for most.
     *
     * @throws SQLException the database cannot be read now
     */
    public OwnModel of(long customerId) throws SQLException {
        Long revision = revisions().get(customerId);
        if (revision == null) {
            return OwnModel.EMPTY;
        }
        synchronized (held) {
            Held found = held.get(customerId);
            if (found != null && found.revision() >= revision) {
                return found.model();
            }
        }
        Held read = read(customerId);
        hold(customerId, read);
        return read.model();
    }

    /** Something was taught or taken back on this node, and is committed. */
    public synchronized void changed() {
        known = new Known(Instant.MIN, Map.of());
    }

    /** Octets that the models in memory take. */
    public long memoryBytes() {
        synchronized (held) {
            return heldBytes;
        }
    }

    private void hold(long customerId, Held read) {
        synchronized (held) {
            Held before = held.put(customerId, read);
            heldBytes += read.model().memoryBytes()
                    - (before == null ? 0 : before.model().memoryBytes());
            Iterator<Map.Entry<Long, Held>> eldest = held.entrySet().iterator();
            while (heldBytes > MOST_BYTES && held.size() > 1) {
                heldBytes -= eldest.next().getValue().model().memoryBytes();
                eldest.remove();
            }
        }
    }

    private Map<Long, Long> revisions() throws SQLException {
        Known before = known;
        Instant now = clock.instant();
        if (now.isBefore(before.until())) {
            return before.revisions();
        }
        Map<Long, Long> read = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT customer_id, revision FROM learned_model");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                read.put(row.getLong(1), row.getLong(2));
            }
        }
        synchronized (this) {
            if (known == before) { // else something was taught meanwhile, and the next mail asks again
                known = new Known(now.plus(KNOWN_FOR), Map.copyOf(read));
            }
        }
        return read;
    }

    private Held read(long customerId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT revision, model FROM learned_model WHERE customer_id = ?")) {
            select.setLong(1, customerId);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Held(row.getLong(1), OwnModel.parse(row.getBytes(2)))
                        : new Held(0, OwnModel.EMPTY);
            }
        }
    }
}
