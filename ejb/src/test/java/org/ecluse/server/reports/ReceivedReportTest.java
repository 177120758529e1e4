package org.ecluse.server.reports;

import org.ecluse.testkit.TestPersistence;

/** Received reports on the embedded database. */
class ReceivedReportTest extends ReceivedReportContract {
    @Override
    TestPersistence persistence() {
        return TestPersistence.empty();
    }
}
