package org.ecluse.server.queue;

import org.junit.jupiter.api.BeforeAll;

/** The shared queue on a real PostgreSQL. */
class PostgresQueueSharingTest extends QueueSharingContract {
    PostgresQueueSharingTest() {
        super(DatabaseUnderTest.postgres());
    }

    @BeforeAll
    static void needsPostgres() throws Exception {
        DatabaseUnderTest.assumePostgres();
    }
}
