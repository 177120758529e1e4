package org.ecluse.server.quarantine;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.verdict.VerdictName;

/**
 * Which held copies are wanted; what is empty does not narrow the list.
 *
 * @param text any part of recipient, sender or subject, case ignored
 * @param recipient address key, exactly
 * @param from first instant of quarantine
 * @param until instant of quarantine that is too late
 */
public record QuarantineFilter(
        Optional<String> text,
        Optional<String> recipient,
        Optional<VerdictName> verdict,
        Optional<QuarantineClass> quarantineClass,
        Optional<QuarantineEntryRow.State> state,
        Optional<Instant> from,
        Optional<Instant> until) {
    /** Everything that is still held. */
    public static final QuarantineFilter HELD = new QuarantineFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(QuarantineEntryRow.State.HELD),
            Optional.empty(),
            Optional.empty());
}
