package org.ecluse.server.banner;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.filter.learning.OwnTokens;

/** What is kept of a copy that goes out with a banner. Written by {@link BannerLedger#offer}. */
@Entity
@Table(name = "banner_copy")
public class BannerCopyRow {
    @Id
    private String copyId;

    private long customerId;
    private String address;
    private String language;
    private byte[] tokens;
    private Instant expiresAt;
    private Instant reportedAt;

    protected BannerCopyRow() {}

    String copyId() {
        return copyId;
    }

    long customerId() {
        return customerId;
    }

    String address() {
        return address;
    }

    int[] tokens() {
        return OwnTokens.unpacked(tokens);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    Optional<Instant> reportedAt() {
        return Optional.ofNullable(reportedAt);
    }

    void reported(Instant now) {
        reportedAt = now;
    }

    void takenBack() {
        reportedAt = null;
    }
}
