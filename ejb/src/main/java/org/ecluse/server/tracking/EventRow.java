package org.ecluse.server.tracking;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.server.rows.Bounded;

/** One line of a timeline (B3). */
@Entity
@Table(name = "timeline_event")
public class EventRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "event_seq")
    @SequenceGenerator(name = "event_seq", sequenceName = "event_seq", allocationSize = 500)
    private Long id;

    private Long copyId;
    private Long customerId;
    private String recipient;

    @Enumerated(EnumType.STRING)
    private EventKind kind;

    private Instant happenedAt;
    private String actor;
    private String detail;

    protected EventRow() {}

    /** An event of a copy. {@code actor} is "" for the service itself. */
    public static EventRow of(CopyRow copy, EventKind kind, Instant happenedAt, String actor, String detail) {
        return new EventRow(copy.id(), copy.customerId(), copy.recipient(), kind, happenedAt, actor, detail);
    }

    /** An event before there was a copy: a recipient refused at RCPT. */
    public static EventRow beforeData(
            Long customerId, String recipient, EventKind kind, Instant happenedAt, String detail) {
        return new EventRow(null, customerId, recipient, kind, happenedAt, "", detail);
    }

    public EventRow(
            Long copyId,
            Long customerId,
            String recipient,
            EventKind kind,
            Instant happenedAt,
            String actor,
            String detail) {
        this.copyId = copyId;
        this.customerId = customerId;
        this.recipient = Bounded.text(recipient, 320);
        this.kind = kind;
        this.happenedAt = happenedAt;
        this.actor = Bounded.text(actor, 320);
        this.detail = Bounded.text(detail, 900);
    }

    public Long id() {
        return id;
    }

    public Long copyId() {
        return copyId;
    }

    public Long customerId() {
        return customerId;
    }

    public String recipient() {
        return recipient;
    }

    public EventKind kind() {
        return kind;
    }

    public Instant happenedAt() {
        return happenedAt;
    }

    public String actor() {
        return actor;
    }

    public String detail() {
        return detail;
    }
}
