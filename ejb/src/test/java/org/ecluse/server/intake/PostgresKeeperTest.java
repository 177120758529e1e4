package org.ecluse.server.intake;

import org.ecluse.testkit.PostgresPersistence;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keeping on a real PostgreSQL, where Debian's packages are installed. */
class PostgresKeeperTest extends KeeperContract {
    @RegisterExtension
    static final PostgresPersistence POSTGRES = new PostgresPersistence();

    @Override
    TestPersistence persistence() throws Exception {
        return POSTGRES.empty();
    }
}
