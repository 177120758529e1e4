package org.ecluse.server.security;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A bearer token, kept as its SHA-256 only. */
@Entity
@Table(name = "api_token")
public class ApiTokenRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "security_seq")
    @SequenceGenerator(name = "security_seq", sequenceName = "security_seq", allocationSize = 1)
    private Long id;

    private long accountId;

    private String name;

    private String sha256;

    private Instant createdAt;

    private Instant expiresAt;

    private Instant lastUsedAt;

    protected ApiTokenRow() {}

    public ApiTokenRow(long accountId, String name, String sha256, Instant createdAt, Instant expiresAt) {
        this.accountId = accountId;
        this.name = name;
        this.sha256 = sha256;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
        this.lastUsedAt = null;
    }

    public Long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    public String sha256() {
        return sha256;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null: never. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant lastUsedAt() {
        return lastUsedAt;
    }

    public void usedAt(Instant value) {
        lastUsedAt = value;
    }
}
