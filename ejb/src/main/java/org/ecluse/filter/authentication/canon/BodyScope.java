package org.ecluse.filter.authentication.canon;

import java.util.Objects;

/**
 * The part of a body that a signature covers.
 *
 * @param limit octets of the canonical body (the {@code l=} tag), {@link #WHOLE} without limit
 */
public record BodyScope(Canonicalization canonicalization, long limit) {
    /** No limit. */
    public static final long WHOLE = Long.MAX_VALUE;

    public BodyScope {
        Objects.requireNonNull(canonicalization, "canonicalization");
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    public static BodyScope whole(Canonicalization canonicalization) {
        return new BodyScope(canonicalization, WHOLE);
    }
}
