package org.ecluse.server.reputation;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.filter.reputation.Seen;
import org.ecluse.filter.reputation.Standing;
import org.ecluse.server.rows.Bounded;

/** A client on the internal block list. One that is removed stays, so that it can be put back. Written by {@link ListingLedger}. */
@Entity
@Table(name = "reputation_listing")
public class ListingRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reputation_seq")
    @SequenceGenerator(name = "reputation_seq", sequenceName = "reputation_seq", allocationSize = 20)
    private Long id;

    private String publicId;
    private String client;
    private String counts;
    private Instant countedSince;
    private double score;
    private Instant listedAt;
    private Instant lastAt;
    private Instant endsAt;
    private Instant refusedUntil;
    private String removedBy;
    private Instant removedAt;
    private Instant exemptUntil;

    protected ListingRow() {}

    ListingRow(String publicId, String client, Instant now) {
        this.publicId = publicId;
        this.client = client;
        this.listedAt = now;
    }

    /** What is known now; an end may come nearer, when good mail came. */
    void follow(Standing standing, Seen seen, Instant now) {
        counts = seen.text();
        countedSince = seen.since();
        score = Math.round(standing.score());
        lastAt = now;
        endsAt = standing.endsAt();
        if (standing.refusable() || refusedUntil != null && refusedUntil.isAfter(now)) {
            refusedUntil = standing.refusedUntil();
        }
    }

    void remove(String by, Instant now, Instant exempt) {
        removedBy = Bounded.text(by, 320);
        removedAt = now;
        exemptUntil = exempt;
    }

    void putBack() {
        removedBy = null;
        removedAt = null;
        exemptUntil = null;
    }

    boolean isRemoved() {
        return removedAt != null;
    }

    ListedClient listing() {
        return new ListedClient(
                publicId,
                client,
                Seen.parse(counts, countedSince),
                listedAt,
                lastAt,
                endsAt,
                Optional.ofNullable(refusedUntil),
                Optional.ofNullable(removedAt).map(at -> new ListedClient.Removal(removedBy, at, exemptUntil)));
    }
}
