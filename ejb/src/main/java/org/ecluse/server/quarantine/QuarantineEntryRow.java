package org.ecluse.server.quarantine;

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
import org.ecluse.quarantine.Releaser;
import org.ecluse.verdict.VerdictName;

/** A held copy. Releasing one copy delivers one copy (B1). */
@Entity
@Table(name = "quarantine_entry")
public class QuarantineEntryRow {
    /** HELD until released by someone or expired by the retention job. */
    public enum State {
        HELD,
        RELEASED,
        EXPIRED
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "quarantine_seq")
    @SequenceGenerator(name = "quarantine_seq", sequenceName = "quarantine_seq", allocationSize = 200)
    private Long id;

    private long copyId;

    private long messageId;

    private long customerId;

    private String recipient;

    @Enumerated(EnumType.STRING)
    @Column(name = "class")
    private QuarantineClass quarantineClass;

    @Enumerated(EnumType.STRING)
    private VerdictName verdict;

    @Enumerated(EnumType.STRING)
    private State state;

    private Instant quarantinedAt;

    private Instant expiresAt;

    private Instant releasedAt;

    private String releasedBy;

    private String releasedRole;

    private Long reportId;

    protected QuarantineEntryRow() {}

    public QuarantineEntryRow(
            long copyId,
            long messageId,
            long customerId,
            String recipient,
            QuarantineClass quarantineClass,
            VerdictName verdict,
            Instant quarantinedAt,
            Instant expiresAt) {
        this.copyId = copyId;
        this.messageId = messageId;
        this.customerId = customerId;
        this.recipient = recipient;
        this.quarantineClass = quarantineClass;
        this.verdict = verdict;
        this.state = State.HELD;
        this.quarantinedAt = quarantinedAt;
        this.expiresAt = expiresAt;
        this.releasedAt = null;
        this.releasedBy = null;
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

    public long customerId() {
        return customerId;
    }

    public String recipient() {
        return recipient;
    }

    public QuarantineClass quarantineClass() {
        return quarantineClass;
    }

    public VerdictName verdict() {
        return verdict;
    }

    public State state() {
        return state;
    }

    public Instant quarantinedAt() {
        return quarantinedAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public Instant releasedAt() {
        return releasedAt;
    }

    public String releasedBy() {
        return releasedBy;
    }

    /** In which capacity, as {@code X-Ecluse-Released} shows it; null unless released. */
    public String releasedRole() {
        return releasedRole;
    }

    /** The report that listed this entry; null: none did yet. */
    public Long reportId() {
        return reportId;
    }

    public void released(Instant at, String by, Releaser role) {
        state = State.RELEASED;
        releasedAt = at;
        releasedBy = by;
        releasedRole = role.word();
    }

    /** Its release was undone before it was delivered. */
    public void takenBack() {
        state = State.HELD;
        releasedAt = null;
        releasedBy = null;
        releasedRole = null;
    }

    /** A virus was found in it after all: it is held where only administrators see it. */
    public void movedToThreats() {
        quarantineClass = QuarantineClass.THREAT;
        verdict = VerdictName.VIRUS;
    }

    public void expired() {
        state = State.EXPIRED;
    }
}
