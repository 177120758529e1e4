package org.ecluse.server.banner;

import java.time.Instant;
import java.util.Optional;

/**
 * What the page behind a banner tells of its message: no more than whoever has the message knows.
 *
 * @param subject as the sender wrote it; hostile
 * @param reportedAt since when it counts as spam; empty: it does not
 */
public record ReportedCopy(String subject, Optional<Instant> reportedAt) {
    public boolean reported() {
        return reportedAt.isPresent();
    }
}
