package org.ecluse.server.security;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.server.access.Role;

/** A person or programme that signs in to console or API. */
@Entity
@Table(name = "account")
public class AccountRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "security_seq")
    @SequenceGenerator(name = "security_seq", sequenceName = "security_seq", allocationSize = 1)
    private Long id;

    private Long customerId;

    private String userName;

    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private String locale;

    private boolean mustChange;

    private boolean active;

    private Instant createdAt;

    protected AccountRow() {}

    public AccountRow(
            Long customerId,
            String userName,
            String passwordHash,
            Role role,
            String locale,
            boolean mustChange,
            boolean active,
            Instant createdAt) {
        this.customerId = customerId;
        this.userName = userName;
        this.passwordHash = passwordHash;
        this.role = role;
        this.locale = locale;
        this.mustChange = mustChange;
        this.active = active;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    /** Null: the platform. */
    public Long customerId() {
        return customerId;
    }

    public String userName() {
        return userName;
    }

    /** argon2id. */
    public String passwordHash() {
        return passwordHash;
    }

    public Role role() {
        return role;
    }

    public void actAs(Role value) {
        role = value;
    }

    public String locale() {
        return locale;
    }

    public void speak(String value) {
        locale = value;
    }

    public boolean mustChange() {
        return mustChange;
    }

    public boolean active() {
        return active;
    }

    public void activate(boolean value) {
        active = value;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public void changePassword(String hash) {
        passwordHash = hash;
        mustChange = false;
    }

    /** Somebody else chose it, so its owner must change it. */
    public void resetPassword(String hash) {
        passwordHash = hash;
        mustChange = true;
    }
}
