package org.ecluse.server.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;

/** A line that its user took off a list, kept for a while so that it can be put back. */
@Entity
@Table(name = "removed_list_entry")
public class RemovedListEntryRow {
    @Id
    private Long id;

    private long customerId;

    private String recipient;

    @Enumerated(EnumType.STRING)
    private Colour colour;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    @Column(name = "entry_value")
    private String value;

    private String note;

    private Instant expiresAt;

    private Instant removedAt;

    protected RemovedListEntryRow() {}

    /** @param entry of one recipient */
    public RemovedListEntryRow(ListEntryRow entry, Instant now) {
        this.id = entry.id();
        this.customerId = entry.customerId();
        this.recipient = entry.recipient();
        this.colour = entry.colour();
        this.kind = entry.kind();
        this.value = entry.value();
        this.note = entry.note();
        this.expiresAt = entry.expiresAt();
        this.removedAt = now;
    }

    /** The id that it had on the list. */
    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Address key. */
    public String recipient() {
        return recipient;
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

    /** Null: never. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant removedAt() {
        return removedAt;
    }
}
