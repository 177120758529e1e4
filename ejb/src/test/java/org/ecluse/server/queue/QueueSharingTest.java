package org.ecluse.server.queue;

/** The shared queue on the embedded database. */
class QueueSharingTest extends QueueSharingContract {
    QueueSharingTest() {
        super(DatabaseUnderTest.embedded());
    }
}
