package org.ecluse.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What is known of an address's account besides its sessions. */
@Entity
@Table(name = "user_account")
public class UserAccountRow {
    @Id
    private String address;

    private long customerId;
    private Instant activatedAt;
    private Instant linkMailedAt;

    protected UserAccountRow() {}

    /** @param address address key */
    public UserAccountRow(String address, long customerId) {
        this.address = address;
        this.customerId = customerId;
    }

    public String address() {
        return address;
    }

    public long customerId() {
        return customerId;
    }

    /** Null: the user has not asked for the lists yet (R3.13). */
    public Instant activatedAt() {
        return activatedAt;
    }

    public void activate(Instant now) {
        activatedAt = now;
    }

    /** Null: never. */
    public Instant linkMailedAt() {
        return linkMailedAt;
    }

    public void linkMailed(Instant now) {
        linkMailedAt = now;
    }
}
