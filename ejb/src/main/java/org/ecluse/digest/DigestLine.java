package org.ecluse.digest;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.quarantine.Releaser;
import org.ecluse.verdict.VerdictName;

/**
 * One held message of a report. Sender and subject are as the message has them, possibly hostile.
 *
 * @param recipient whose mail it is
 * @param leastReleaser who may have it delivered at least; empty: nobody
 * @param releaseUrl link of <b>Délivrer</b>, if the user may
 * @param notSpamUrl link of <b>N'est pas indésirable</b>, if the user may
 * @param greenUrl link of <b>Liste verte</b>
 * @param redUrl link of <b>Liste rouge</b>
 */
public record DigestLine(
        String recipient,
        String sender,
        String subject,
        Instant quarantinedAt,
        Instant keptUntil,
        VerdictName verdict,
        Optional<Releaser> leastReleaser,
        Optional<String> releaseUrl,
        Optional<String> notSpamUrl,
        String greenUrl,
        String redUrl) {}
