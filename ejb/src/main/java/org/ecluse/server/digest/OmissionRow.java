package org.ecluse.server.digest;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;

/** Why a report that was due was not made: one for a subscription, local date and slot, the last reason found. */
@Entity
@Table(name = "report_omission")
public class OmissionRow {
    @Id
    private String id;

    private long subscriptionId;
    private String localDate;
    private int slot;

    @Enumerated(EnumType.STRING)
    private OmissionReason reason;

    private Instant happenedAt;

    protected OmissionRow() {}

    public OmissionRow(long subscriptionId, LocalDate date, int slot, OmissionReason reason, Instant happenedAt) {
        this.id = subscriptionId + "." + date + "." + slot;
        this.subscriptionId = subscriptionId;
        this.localDate = date.toString();
        this.slot = slot;
        this.reason = reason;
        this.happenedAt = happenedAt;
    }

    public String id() {
        return id;
    }

    public long subscriptionId() {
        return subscriptionId;
    }

    public LocalDate localDate() {
        return LocalDate.parse(localDate);
    }

    public int slot() {
        return slot;
    }

    public OmissionReason reason() {
        return reason;
    }

    public Instant happenedAt() {
        return happenedAt;
    }
}
