package org.ecluse.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A session of a user; the cookie's value itself is stored nowhere. */
@Entity
@Table(name = "user_session")
public class UserSessionRow {
    @Id
    private String id;

    private String address;
    private long customerId;
    private long epoch;
    private String device;
    private Instant createdAt;
    private Instant lastSeenAt;
    private Instant expiresAt;

    protected UserSessionRow() {}

    /**
     * @param id hex SHA-256 of the cookie's value
     * @param address address key
     * @param epoch of the address now
     */
    public UserSessionRow(
            String id, String address, long customerId, long epoch, String device, Instant now, Instant expiresAt) {
        this.id = id;
        this.address = address;
        this.customerId = customerId;
        this.epoch = epoch;
        this.device = device;
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = expiresAt;
    }

    public String id() {
        return id;
    }

    public String address() {
        return address;
    }

    public long customerId() {
        return customerId;
    }

    public long epoch() {
        return epoch;
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public void seen(Instant now, Instant newExpiry) {
        lastSeenAt = now;
        expiresAt = newExpiry;
    }

    /** It outlives the links that were mailed before. @param newEpoch of the address now */
    public void goOnWith(long newEpoch) {
        epoch = newEpoch;
    }

    public UserSession session() {
        return new UserSession(id, device, createdAt, lastSeenAt, expiresAt);
    }
}
