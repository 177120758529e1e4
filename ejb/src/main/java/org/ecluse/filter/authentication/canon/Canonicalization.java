package org.ecluse.filter.authentication.canon;

import java.util.Optional;

/** How much a relay may change without breaking a signature (RFC 6376 section 3.4). */
public enum Canonicalization {
    /** Almost nothing. */
    SIMPLE,
    /** White space, folding and the case of field names. */
    RELAXED;

    /** The word of a {@code c=} tag, or empty if it is none. Case counts. */
    public static Optional<Canonicalization> of(String word) {
        return switch (word) {
            case "simple" -> Optional.of(SIMPLE);
            case "relaxed" -> Optional.of(RELAXED);
            default -> Optional.empty();
        };
    }
}
