package org.ecluse.server.account;

import org.ecluse.testkit.TestPersistence;

/** On the embedded database. */
class ListsAtOnceTest extends ListsAtOnceContract {
    @Override
    TestPersistence persistence() {
        return TestPersistence.empty();
    }
}
