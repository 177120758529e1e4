package org.ecluse.server.digest;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.ecluse.server.quarantine.QuarantineEntry;

/** A report that was queued: at most one for a subscription, local date and slot (R3.12). */
@Entity
@Table(name = "report")
public class ReportRow {
    /** The slot of a date's first report. */
    public static final int FIRST = 0;

    /** The slot of the first that is made besides. */
    public static final int FIRST_EARLY = 100;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "digest_seq")
    @SequenceGenerator(name = "digest_seq", sequenceName = "digest_seq", allocationSize = 50)
    private Long id;

    private long subscriptionId;
    private long customerId;
    private String localDate;
    private int slot;
    private int entries;
    private String listed;
    private long messageId;
    private Instant createdAt;

    protected ReportRow() {}

    /** As the draft says. @param messageId of its mail */
    ReportRow(SubscriptionRow subscription, ReportDraft draft, long messageId, Instant createdAt) {
        this.subscriptionId = subscription.id();
        this.customerId = subscription.customerId();
        this.localDate = draft.date().toString();
        this.slot = draft.slot();
        this.entries = draft.entryIds().size();
        this.listed = draft.listed().stream().map(QuarantineEntry::copyId).collect(Collectors.joining(" "));
        this.messageId = messageId;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long subscriptionId() {
        return subscriptionId;
    }

    public long customerId() {
        return customerId;
    }

    /** The subscriber's date on which it was due. */
    public LocalDate localDate() {
        return LocalDate.parse(localDate);
    }

    public int slot() {
        return slot;
    }

    public int entries() {
        return entries;
    }

    /** Public ids of the copies that it lists, in its order; empty for a report of before there were answers. */
    public List<String> listed() {
        return listed.isEmpty() ? List.of() : List.of(listed.split(" "));
    }

    public long messageId() {
        return messageId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Made because somebody asked, besides those of the date. */
    public boolean early() {
        return slot >= FIRST_EARLY;
    }
}
