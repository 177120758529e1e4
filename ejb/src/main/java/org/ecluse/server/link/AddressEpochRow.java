package org.ecluse.server.link;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The epoch of an address: raising it ends every link signed for the address before. No row is epoch 0. */
@Entity
@Table(name = "address_epoch")
public class AddressEpochRow {
    @Id
    private String address;

    private long epoch;
    private Instant changedAt;

    protected AddressEpochRow() {}

    /** @param address address key */
    public AddressEpochRow(String address, Instant now) {
        this.address = address;
        this.changedAt = now;
    }

    public String address() {
        return address;
    }

    public long epoch() {
        return epoch;
    }

    public Instant changedAt() {
        return changedAt;
    }

    public void raise(Instant now) {
        epoch++;
        changedAt = now;
    }
}
