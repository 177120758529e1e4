package org.ecluse.server.account;

import org.ecluse.testkit.PostgresPersistence;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a real PostgreSQL, where Debian's packages are installed. */
class PostgresListsAtOnceTest extends ListsAtOnceContract {
    @RegisterExtension
    static final PostgresPersistence POSTGRES = new PostgresPersistence();

    @Override
    TestPersistence persistence() throws Exception {
        return POSTGRES.empty();
    }
}
