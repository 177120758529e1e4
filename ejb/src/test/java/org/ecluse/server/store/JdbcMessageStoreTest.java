package org.ecluse.server.store;

import org.ecluse.store.MessageStore;
import org.ecluse.testkit.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class JdbcMessageStoreTest extends MessageStoreContract {
    private static TestDatabase database;

    @BeforeAll
    static void start() {
        database = new TestDatabase();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Override
    MessageStore store() {
        return new JdbcMessageStore(database.dataSource());
    }
}
