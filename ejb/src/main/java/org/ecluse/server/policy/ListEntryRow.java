package org.ecluse.server.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;

/** One line of a green or red list; {@code recipient} null means every recipient of the scope. */
@Entity
@Table(name = "list_entry")
public class ListEntryRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "directory_seq")
    @SequenceGenerator(name = "directory_seq", sequenceName = "directory_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    private Long domainId;

    private String recipient;

    private String owner;

    @Enumerated(EnumType.STRING)
    private Colour colour;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "entry_value")
    private String value;

    private String note;

    private Instant expiresAt;

    private Instant lastHitAt;

    private String createdBy;

    private Instant createdAt;

    protected ListEntryRow() {}

    public ListEntryRow(
            long customerId,
            Long domainId,
            String recipient,
            Colour colour,
            Kind kind,
            String value,
            String note,
            Instant expiresAt,
            String createdBy,
            Instant createdAt) {
        this.customerId = customerId;
        this.domainId = domainId;
        this.recipient = recipient;
        this.owner = (domainId == null ? "" : domainId) + " " + (recipient == null ? "" : recipient);
        this.colour = colour;
        this.kind = kind;
        this.value = value;
        this.note = note;
        this.expiresAt = expiresAt;
        this.lastHitAt = null;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Null: all the customer's domains. */
    public Long domainId() {
        return domainId;
    }

    /** Address key, or null. */
    public String recipient() {
        return recipient;
    }

    /** Domain and recipient as one text that is never null: with customer, colour and value it is unique. */
    public String owner() {
        return owner;
    }

    public Colour colour() {
        return colour;
    }

    public Kind kind() {
        return kind;
    }

    public String value() {
        return value;
    }

    public String note() {
        return note;
    }

    public void annotate(String value) {
        note = value;
    }

    /** Null: never. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public void expireAt(Instant value) {
        expiresAt = value;
    }

    /** Null: never hit (B6). */
    public Instant lastHitAt() {
        return lastHitAt;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The plain value the filter reads. */
    public ListEntry entry() {
        return new ListEntry(id, colour, kind, value, Optional.ofNullable(recipient), Optional.ofNullable(expiresAt));
    }
}
