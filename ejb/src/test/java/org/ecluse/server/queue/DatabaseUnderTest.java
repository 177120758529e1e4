package org.ecluse.server.queue;

import javax.sql.DataSource;
import org.ecluse.testkit.TestDatabase;
import org.ecluse.testkit.TestPostgres;
import org.junit.jupiter.api.Assumptions;

/** Where a test's queue is kept. */
interface DatabaseUnderTest {
    /** The product's schema without a row. */
    DataSource empty() throws Exception;

    /** After the last use of what {@link #empty} gave. */
    void release();

    /** The embedded database. */
    static DatabaseUnderTest embedded() {
        return new DatabaseUnderTest() {
            private TestDatabase database;

            @Override
            public DataSource empty() {
                database = new TestDatabase();
                return database.dataSource();
            }

            @Override
            public void release() {
                database.close();
            }
        };
    }

    /** Before all tests of a class: they need Debian's packages. */
    static void assumePostgres() throws Exception {
        Assumptions.assumeTrue(TestPostgres.shared().isPresent(), "NOT RUN: PostgreSQL is not installed");
    }

    /** A real PostgreSQL. */
    static DatabaseUnderTest postgres() {
        return new DatabaseUnderTest() {
            @Override
            public DataSource empty() throws Exception {
                TestPostgres server = TestPostgres.shared().orElseThrow();
                server.clear();
                return server.dataSource();
            }

            @Override
            public void release() {
                // The next test empties it.
            }
        };
    }
}
