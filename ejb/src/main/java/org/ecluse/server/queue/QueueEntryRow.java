package org.ecluse.server.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.server.tracking.CopyRow;

/** A copy that is still to be delivered. The row goes when the copy's fate is final. */
@Entity
@Table(name = "queue_entry")
public class QueueEntryRow {
    /** HELD entries wait for a person. */
    public enum State {
        DUE,
        HELD
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "queue_seq")
    @SequenceGenerator(name = "queue_seq", sequenceName = "queue_seq", allocationSize = 200)
    private Long id;

    private long copyId;
    private long messageId;
    private Long customerId;
    private Long domainId;
    private String nextHop;

    @Enumerated(EnumType.STRING)
    private State state;

    private int attempts;
    private Instant queuedAt;
    private Instant dueAt;
    private String claimedBy;
    private Instant claimedUntil;
    private boolean delayDsnSent;
    private String lastReply;

    protected QueueEntryRow() {}

    /** A copy, due at once. Its message and itself are persisted already. */
    QueueEntryRow(CopyRow copy, String nextHop, Instant now) {
        this.copyId = copy.id();
        this.messageId = copy.message().id();
        this.customerId = copy.customerId();
        this.domainId = copy.domainId();
        this.nextHop = nextHop;
        this.state = State.DUE;
        this.queuedAt = now;
        this.dueAt = now;
        this.lastReply = "";
    }

    public Long id() {
        return id;
    }

    public long copyId() {
        return copyId;
    }

    public long messageId() {
        return messageId;
    }

    /** Null for mail of the service to the outside. */
    public Long customerId() {
        return customerId;
    }

    /** Destination servers come from this domain; null: from the MX records of {@link #nextHop()}. */
    public Long domainId() {
        return domainId;
    }

    /** Domain the copy goes to. */
    public String nextHop() {
        return nextHop;
    }

    public State state() {
        return state;
    }

    public int attempts() {
        return attempts;
    }

    public Instant queuedAt() {
        return queuedAt;
    }

    public Instant dueAt() {
        return dueAt;
    }

    /** The node that works on it, until {@link #claimedUntil()}; null if none does. */
    public String claimedBy() {
        return claimedBy;
    }

    public Instant claimedUntil() {
        return claimedUntil;
    }

    public boolean delayDsnSent() {
        return delayDsnSent;
    }

    public String lastReply() {
        return lastReply;
    }

    /** Whether a node is sending it now. */
    boolean isClaimed(Instant now) {
        return claimedUntil != null && !claimedUntil.isBefore(now);
    }

    void hold() {
        state = State.HELD;
    }

    void dueNow(Instant now) {
        state = State.DUE;
        dueAt = now;
    }
}
