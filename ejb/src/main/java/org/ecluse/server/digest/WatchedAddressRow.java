package org.ecluse.server.digest;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A further address whose held mail a subscription's report tells of; an address is in one report only (R3.10). */
@Entity
@Table(name = "subscription_watch")
public class WatchedAddressRow {
    @Id
    private String address;

    private long subscriptionId;
    private long customerId;

    protected WatchedAddressRow() {}

    /** @param address address key */
    public WatchedAddressRow(String address, long subscriptionId, long customerId) {
        this.address = address;
        this.subscriptionId = subscriptionId;
        this.customerId = customerId;
    }

    public String address() {
        return address;
    }

    public long subscriptionId() {
        return subscriptionId;
    }

    public long customerId() {
        return customerId;
    }
}
