package org.ecluse.server.quarantine;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.Viewer;
import org.ecluse.verdict.VerdictName;

/**
 * A held copy as console, API, report and link pages show it.
 *
 * @param copyId public id of the copy
 * @param sender the From field as people read it, or the envelope's sender
 * @param sizeBytes on the wire (R2.11)
 * @param leastReleaser who may release at least; empty: nobody may
 * @param contentKept false: the message is gone, nothing can be released
 */
public record QuarantineEntry(
        String copyId,
        long customerId,
        String recipient,
        String sender,
        String subject,
        VerdictName verdict,
        QuarantineClass quarantineClass,
        QuarantineEntryRow.State state,
        double score,
        long sizeBytes,
        Instant quarantinedAt,
        Instant expiresAt,
        Optional<Instant> releasedAt,
        Optional<String> releasedBy,
        Optional<Releaser> leastReleaser,
        boolean contentKept) {
    /** As this viewer may see it. */
    QuarantineEntry seenBy(Viewer viewer) {
        return new QuarantineEntry(
                copyId,
                customerId,
                recipient,
                sender,
                viewer.shown(subject),
                verdict,
                quarantineClass,
                state,
                score,
                sizeBytes,
                quarantinedAt,
                expiresAt,
                releasedAt,
                releasedBy,
                leastReleaser,
                contentKept);
    }

    public boolean held() {
        return state == QuarantineEntryRow.State.HELD;
    }

    /** True if {@code who} may have it delivered now. */
    public boolean releasableBy(Releaser who) {
        return held()
                && contentKept
                && leastReleaser.filter(least -> who.compareTo(least) >= 0).isPresent();
    }
}
