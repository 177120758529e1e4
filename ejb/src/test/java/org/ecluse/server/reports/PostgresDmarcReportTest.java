package org.ecluse.server.reports;

import java.util.Optional;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.testkit.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The same on a real PostgreSQL, where Debian's packages are installed. */
class PostgresDmarcReportTest extends DmarcReportContract {
    private static Optional<TestPostgres> server = Optional.empty();
    private static TestPersistence persistence;

    @BeforeAll
    static void startServer() throws Exception {
        server = TestPostgres.shared();
        Assumptions.assumeTrue(server.isPresent(), "NOT RUN: PostgreSQL is not installed");
        persistence = TestPersistence.on(server.get().dataSource());
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server.isPresent()) {
            persistence.close();
        }
    }

    @Override
    TestPersistence persistence() throws Exception {
        server.orElseThrow().clear();
        return persistence;
    }
}
