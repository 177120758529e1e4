package org.ecluse.server.policy;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** One published version of a policy: never changed, so any can be rolled back to (B5). The id is the revision. */
@Entity
@Table(name = "policy_revision")
public class PolicyRevisionRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "policy_seq")
    @SequenceGenerator(name = "policy_seq", sequenceName = "policy_seq", allocationSize = 1)
    private Long id;

    private long customerId;

    private Long domainId;

    private String document;

    private String author;

    private Instant createdAt;

    protected PolicyRevisionRow() {}

    public PolicyRevisionRow(long customerId, Long domainId, String document, String author, Instant createdAt) {
        this.customerId = customerId;
        this.domainId = domainId;
        this.document = document;
        this.author = author;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Null: the customer's policy. */
    public Long domainId() {
        return domainId;
    }

    /** JSON of FilterPolicy. */
    public String document() {
        return document;
    }

    public String author() {
        return author;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
