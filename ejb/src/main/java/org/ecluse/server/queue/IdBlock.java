package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Ids of a sequence, a block at a time: each value of the sequence is the lowest of its block, as JPA reads it (pooled-lo). */
final class IdBlock {
    private final String sequence;
    private final int size;
    private long next;
    private long end;

    /** @param size increment of the sequence, as in the schema */
    IdBlock(String sequence, int size) {
        this.sequence = sequence;
        this.size = size;
    }

    synchronized long next(Connection connection) throws SQLException {
        if (next == end) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT nextval('" + sequence + "')")) {
                row.next();
                next = row.getLong(1);
                end = next + size;
            }
        }
        return next++;
    }
}
