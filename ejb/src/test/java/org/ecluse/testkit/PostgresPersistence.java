package org.ecluse.testkit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The persistence unit on a real PostgreSQL for the tests of a class; they are skipped where Debian's packages are not installed. */
public final class PostgresPersistence implements BeforeAllCallback, AfterAllCallback {
    private TestPostgres server;
    private TestPersistence persistence;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        server = TestPostgres.shared().orElse(null);
        Assumptions.assumeTrue(server != null, "NOT RUN: PostgreSQL is not installed");
        persistence = TestPersistence.on(server.dataSource());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (persistence != null) {
            persistence.close();
        }
    }

    /** With the schema and no row. */
    public TestPersistence empty() throws Exception {
        server.clear();
        return persistence;
    }
}
