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
import java.util.List;
import org.ecluse.server.rows.Bounded;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;

/** All that stays of a destroyed copy: time, score, reason, hashed sender, engine of a virus (B8, B16). */
@Entity
@Table(name = "tombstone")
public class TombstoneRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tombstone_seq")
    @SequenceGenerator(name = "tombstone_seq", sequenceName = "tombstone_seq", allocationSize = 50)
    private Long id;

    private Long customerId;
    private String publicId;
    private Instant destroyedAt;

    @Enumerated(EnumType.STRING)
    private VerdictName verdict;

    private double score;
    private String reason;
    private String found;
    private String senderHash;
    private String recipient;
    private String findings = "";
    private long sizeBytes;

    @Enumerated(EnumType.STRING)
    private Disposition disposition = Disposition.DESTROY;

    private long policyRevision;

    protected TombstoneRow() {}

    /**
     * @param reason symbols, no content
     * @param found the virus and the engine that found it, or ""
     * @param senderHash hex SHA-256 of the sender's address key
     */
    public TombstoneRow(
            Long customerId,
            String publicId,
            Instant destroyedAt,
            VerdictName verdict,
            double score,
            String reason,
            String found,
            String senderHash,
            String recipient) {
        this.customerId = customerId;
        this.publicId = publicId;
        this.destroyedAt = destroyedAt;
        this.verdict = verdict;
        this.score = score;
        this.reason = Bounded.text(reason, 1000);
        this.found = Bounded.text(found, 300);
        this.senderHash = senderHash;
        this.recipient = recipient;
    }

    /**
     * Keeps on what the decision rested, so that a draft policy can be tried on it (B5); for a copy that leaves no row of its own.
     *
     * @param scored symbols and multipliers are kept, details are not: they may quote the mail
     */
    public void restsOn(List<ScoredFinding> scored, Disposition decided, long revision, long size) {
        findings =
                WeighedSymbols.write(scored.stream().map(ScoredFinding::finding).toList());
        disposition = decided;
        policyRevision = revision;
        sizeBytes = size;
    }

    public Long id() {
        return id;
    }

    public Long customerId() {
        return customerId;
    }

    public String publicId() {
        return publicId;
    }

    public Instant destroyedAt() {
        return destroyedAt;
    }

    public VerdictName verdict() {
        return verdict;
    }

    public double score() {
        return score;
    }

    public String reason() {
        return reason;
    }

    public String found() {
        return found;
    }

    public String senderHash() {
        return senderHash;
    }

    public String recipient() {
        return recipient;
    }

    /** As {@link WeighedSymbols} wrote them; "" if the copy's row has them, null for a tombstone from before they were kept. */
    public String findings() {
        return findings;
    }

    public long sizeBytes() {
        return sizeBytes;
    }

    public Disposition disposition() {
        return disposition;
    }

    public long policyRevision() {
        return policyRevision;
    }
}
