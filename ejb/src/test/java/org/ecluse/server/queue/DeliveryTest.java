package org.ecluse.server.queue;

/** Delivery on the embedded database. */
class DeliveryTest extends DeliveryContract {
    DeliveryTest() {
        super(DatabaseUnderTest.embedded());
    }
}
