package org.ecluse.server.intake;

import org.ecluse.testkit.TestPersistence;

/** Keeping on the embedded database. */
class KeeperTest extends KeeperContract {
    @Override
    TestPersistence persistence() {
        return TestPersistence.empty();
    }
}
