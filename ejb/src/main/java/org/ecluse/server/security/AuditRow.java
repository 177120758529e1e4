package org.ecluse.server.security;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who did what to what (B14). */
@Entity
@Table(name = "audit_entry")
public class AuditRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "security_seq")
    @SequenceGenerator(name = "security_seq", sequenceName = "security_seq", allocationSize = 1)
    private Long id;

    private Long customerId;

    private Instant happenedAt;

    private String actor;

    private String action;

    private String subject;

    private String detail;

    private Long chainNo;

    private String hash;

    protected AuditRow() {}

    public AuditRow(Long customerId, Instant happenedAt, String actor, String action, String subject, String detail) {
        this.customerId = customerId;
        this.happenedAt = happenedAt;
        this.actor = actor;
        this.action = action;
        this.subject = subject;
        this.detail = detail;
    }

    public Long id() {
        return id;
    }

    public Long customerId() {
        return customerId;
    }

    public Instant happenedAt() {
        return happenedAt;
    }

    public String actor() {
        return actor;
    }

    public String action() {
        return action;
    }

    public String subject() {
        return subject;
    }

    public String detail() {
        return detail;
    }

    /** Number in the chain; null: not sealed yet. */
    public Long chainNo() {
        return chainNo;
    }

    /** Of this entry and all before; null: not sealed yet. */
    public String hash() {
        return hash;
    }

    /** Binds it to the entry before; once. */
    public void seal(long number, String ownHash) {
        if (chainNo != null) {
            throw new IllegalStateException("sealed already as " + chainNo);
        }
        chainNo = number;
        hash = ownHash;
    }
}
