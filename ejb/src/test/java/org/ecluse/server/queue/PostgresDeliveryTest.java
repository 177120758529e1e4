package org.ecluse.server.queue;

import java.util.Optional;
import javax.sql.DataSource;
import org.ecluse.testkit.TestPostgres;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** Delivery on a real PostgreSQL, where Debian's packages are installed. */
class PostgresDeliveryTest extends DeliveryContract {
    private static Optional<TestPostgres> server = Optional.empty();

    @BeforeAll
    static void startServer() throws Exception {
        server = TestPostgres.shared();
        Assumptions.assumeTrue(server.isPresent(), "NOT RUN: PostgreSQL is not installed");
    }

    @Override
    DataSource emptyDatabase() throws Exception {
        server.orElseThrow().clear();
        return server.get().dataSource();
    }

    @Override
    void releaseDatabase() {
        // The next test empties it.
    }
}
