package org.ecluse.server.queue;

import org.junit.jupiter.api.BeforeAll;

/** Delivery on a real PostgreSQL. */
class PostgresDeliveryTest extends DeliveryContract {
    PostgresDeliveryTest() {
        super(DatabaseUnderTest.postgres());
    }

    @BeforeAll
    static void needsPostgres() throws Exception {
        DatabaseUnderTest.assumePostgres();
    }
}
