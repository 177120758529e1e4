package org.ecluse.server.store;

import java.util.Optional;
import org.ecluse.store.MessageStore;
import org.ecluse.testkit.TestPostgres;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract on a real PostgreSQL, where Debian's packages are installed. */
class PostgresMessageStoreTest extends MessageStoreContract {
    private static Optional<TestPostgres> server = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        server = TestPostgres.shared();
        Assumptions.assumeTrue(server.isPresent(), "NOT RUN: PostgreSQL is not installed");
    }

    @Override
    MessageStore store() {
        return new JdbcMessageStore(server.orElseThrow().dataSource());
    }
}
