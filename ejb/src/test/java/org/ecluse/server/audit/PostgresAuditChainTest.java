package org.ecluse.server.audit;

import org.ecluse.testkit.PostgresPersistence;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a real PostgreSQL, where Debian's packages are installed. */
class PostgresAuditChainTest extends AuditChainContract {
    @RegisterExtension
    static final PostgresPersistence POSTGRES = new PostgresPersistence();

    @Override
    TestPersistence persistence() throws Exception {
        return POSTGRES.empty();
    }
}
