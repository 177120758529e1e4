package org.ecluse.server.disposition;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A copy that waits to be scanned again (B8). {@link PendingScanClaims} says whose it is. */
@Entity
@Table(name = "pending_scan")
public class PendingScanRow {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    @Id
    private Long copyId;

    private long messageId;
    private int attempts;
    private Instant since;
    private Instant dueAt;
    private String claimedBy;
    private Instant claimedUntil;

    protected PendingScanRow() {}

    public PendingScanRow(long copyId, long messageId, Instant now) {
        this.copyId = copyId;
        this.messageId = messageId;
        this.since = now;
        this.dueAt = now.plus(FIRST_WAIT);
    }

    public Long copyId() {
        return copyId;
    }

    public long messageId() {
        return messageId;
    }

    public Instant since() {
        return since;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public boolean isClaimedBy(String node) {
        return node.equals(claimedBy);
    }

    /** Gives the claim back and doubles the wait, up to half an hour. */
    public void postpone(Instant now) {
        attempts++;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, 6));
        dueAt = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        claimedBy = null;
        claimedUntil = null;
    }

    /** Null while nobody looks at it. */
    public Instant claimedUntil() {
        return claimedUntil;
    }
}
