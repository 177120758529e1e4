package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.ecluse.policy.Marking;
import org.ecluse.server.policy.PolicyDocument;

/** How the policy revision that decided marks mail (R2.7). Revisions never change, so they are remembered. */
final class Markings {
    private static final int MOST_REMEMBERED = 10_000;
    private final DataSource dataSource;
    private final ConcurrentHashMap<Long, Marking> remembered = new ConcurrentHashMap<>();

    Markings(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The default where the revision is unknown: 0 is that of customers without a policy of their own. */
    Marking of(long revision) throws SQLException {
        Marking known = remembered.get(revision);
        if (known != null) {
            return known;
        }
        Marking marking = read(revision);
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(revision, marking);
        return marking;
    }

    private Marking read(long revision) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT document FROM policy_revision WHERE id = ?")) {
            select.setLong(1, revision);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? PolicyDocument.parse(row.getString(1)).marking() : Marking.DEFAULT;
            }
        }
    }
}
