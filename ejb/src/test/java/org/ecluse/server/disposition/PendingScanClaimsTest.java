package org.ecluse.server.disposition;

import javax.sql.DataSource;
import org.ecluse.testkit.TestDatabase;
import org.junit.jupiter.api.AfterEach;

class PendingScanClaimsTest extends PendingScanClaimsContract {
    private TestDatabase database;

    @Override
    DataSource emptyDatabase() {
        database = new TestDatabase();
        return database.dataSource();
    }

    @AfterEach
    void stop() {
        database.close();
    }
}
