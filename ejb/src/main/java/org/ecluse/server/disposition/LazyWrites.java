package org.ecluse.server.disposition;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Makes the last commits durable where the database writes lazily. Kept content survives on its own; a tombstone has no content,
 * so the reply to a destroyed message waits for the disk (decisions: Keeping mail).
 */
@ApplicationScoped
public class LazyWrites {
    private static final String EMBEDDED = "H2";

    @Resource(lookup = "java:jboss/datasources/EcluseDS")
    private DataSource dataSource;

    /** Returns when everything committed so far is on disk. PostgreSQL is durable at commit; nothing is asked of it. */
    public void force() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (connection.getMetaData().getDatabaseProductName().equals(EMBEDDED)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT SYNC");
                }
            }
        }
    }
}
