package org.ecluse.server.reports;

import org.ecluse.testkit.TestPersistence;

/** Reports to owners on the embedded database. */
class DmarcReportTest extends DmarcReportContract {
    @Override
    TestPersistence persistence() {
        return TestPersistence.empty();
    }
}
