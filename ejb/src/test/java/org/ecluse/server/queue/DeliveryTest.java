package org.ecluse.server.queue;

import javax.sql.DataSource;
import org.ecluse.testkit.TestDatabase;

/** Delivery on the embedded database. */
class DeliveryTest extends DeliveryContract {
    private TestDatabase database;

    @Override
    DataSource emptyDatabase() {
        database = new TestDatabase();
        return database.dataSource();
    }

    @Override
    void releaseDatabase() {
        database.close();
    }
}
