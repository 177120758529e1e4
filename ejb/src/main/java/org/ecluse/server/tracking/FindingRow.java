package org.ecluse.server.tracking;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.ecluse.server.rows.Bounded;
import org.ecluse.verdict.Finding;

/** A finding kept with the outcome; points come from the policy revision that decided (B4, B5). */
@Entity
@Table(name = "finding")
public class FindingRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "finding_seq")
    @SequenceGenerator(name = "finding_seq", sequenceName = "finding_seq", allocationSize = 500)
    private Long id;

    private long messageId;
    private Long copyId;
    private String symbol;
    private double multiplier;
    private String detail;

    protected FindingRow() {}

    /** @param copyId null: true for every recipient of the message */
    public FindingRow(long messageId, Long copyId, Finding finding) {
        this.messageId = messageId;
        this.copyId = copyId;
        this.symbol = Bounded.text(finding.symbol(), 64);
        this.multiplier = finding.multiplier();
        this.detail = Bounded.text(finding.detail(), 500);
    }

    public Long id() {
        return id;
    }

    public long messageId() {
        return messageId;
    }

    /** Null: true for every recipient of the message. */
    public Long copyId() {
        return copyId;
    }

    public Finding finding() {
        return new Finding(symbol, multiplier, detail);
    }
}
