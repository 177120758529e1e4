package org.ecluse.server.policy;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;

/** A line to put on a list, as it was written; {@link ListAdministration} checks it. */
public record ListLineDraft(
        Optional<String> domain,
        Optional<String> recipient,
        Colour colour,
        Kind kind,
        String value,
        String note,
        Optional<Instant> expiresAt) {}
