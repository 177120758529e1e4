package org.ecluse.server.audit;

import org.ecluse.testkit.TestPersistence;

/** On the embedded database. */
class AuditChainTest extends AuditChainContract {
    @Override
    TestPersistence persistence() {
        return TestPersistence.empty();
    }
}
