package org.ecluse.filter;

import java.util.Objects;

/**
 * What one DKIM-Signature field of a message is worth (R1.11, RFC 6376 section 6.1, result names of RFC 8601 section 2.7.1).
 *
 * @param domain the {@code d=} tag in lower-case A-labels, "" if the field could not be read so far
 * @param selector the {@code s=} tag, "" likewise
 * @param algorithm for example {@code rsa-sha256}, "" likewise
 * @param signaturePrefix first eight characters of {@code b=} without white space, for {@code header.b}
 * @param testing the key says {@code t=y}
 * @param reason words for administrators, "" with PASS; never sent to the peer
 */
public record DkimVerdict(
        Result result,
        String domain,
        String selector,
        String algorithm,
        String signaturePrefix,
        boolean testing,
        String reason) {
    public DkimVerdict {
        Objects.requireNonNull(result, "result");
    }

    /** Result of one signature. */
    public enum Result {
        PASS,
        FAIL,
        /** Not acceptable here: SHA-1 (not even checked), or good but with a key under 1024 bits or a body that {@code l=} does not cover (RFC 8301). */
        POLICY,
        NEUTRAL,
        TEMPERROR,
        PERMERROR
    }

    public boolean passed() {
        return result == Result.PASS;
    }
}
