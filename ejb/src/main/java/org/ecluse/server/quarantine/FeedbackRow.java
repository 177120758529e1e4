package org.ecluse.server.quarantine;

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
import org.ecluse.server.tracking.CopyRow;

/** What somebody said about the verdict on a copy; at most once a copy and kind. */
@Entity
@Table(name = "feedback")
public class FeedbackRow {
    /** What was said. */
    public enum Kind {
        NOT_SPAM
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "feedback_seq")
    @SequenceGenerator(name = "feedback_seq", sequenceName = "feedback_seq", allocationSize = 50)
    private Long id;

    private long copyId;
    private long customerId;
    private String recipient;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private String reportedBy;
    private Instant reportedAt;

    protected FeedbackRow() {}

    public FeedbackRow(CopyRow copy, Kind kind, String reportedBy, Instant reportedAt) {
        this.copyId = copy.id();
        this.customerId = copy.customerId();
        this.recipient = copy.recipient();
        this.kind = kind;
        this.reportedBy = Bounded.text(reportedBy, 320);
        this.reportedAt = reportedAt;
    }

    public Long id() {
        return id;
    }

    public long copyId() {
        return copyId;
    }

    public long customerId() {
        return customerId;
    }

    public String recipient() {
        return recipient;
    }

    public Kind kind() {
        return kind;
    }

    public String reportedBy() {
        return reportedBy;
    }

    public Instant reportedAt() {
        return reportedAt;
    }
}
