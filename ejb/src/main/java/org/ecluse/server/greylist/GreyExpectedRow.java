package org.ecluse.server.greylist;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A sender that is expected ("attendu", B7). */
@Entity
@Table(name = "grey_expected")
public class GreyExpectedRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "grey_seq")
    @SequenceGenerator(name = "grey_seq", sequenceName = "grey_seq", allocationSize = 20)
    private Long id;

    private long customerId;
    private String recipient;
    private String sender;
    private String createdBy;
    private Instant createdAt;
    private Instant expiresAt;

    protected GreyExpectedRow() {}

    GreyExpectedRow(
            long customerId, String recipient, String sender, String createdBy, Instant createdAt, Instant expiresAt) {
        this.customerId = customerId;
        this.recipient = recipient;
        this.sender = sender;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    long customerId() {
        return customerId;
    }

    /** Address key; null: every recipient of the customer. */
    String recipient() {
        return recipient;
    }

    String sender() {
        return sender;
    }

    void expectUntil(Instant later) {
        expiresAt = later;
    }

    ExpectedSender expected() {
        return new ExpectedSender(
                id, customerId, Optional.ofNullable(recipient), sender, createdBy, createdAt, expiresAt);
    }
}
