package org.ecluse.server.queue;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One short database transaction by plain JDBC, outside any of the container's. */
final class ShortTransaction {
    /** What is done in it. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private ShortTransaction() {}

    static <T> T in(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
