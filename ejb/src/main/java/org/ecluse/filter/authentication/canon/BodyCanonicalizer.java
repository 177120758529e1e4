package org.ecluse.filter.authentication.canon;

import java.util.Map;
import java.util.SortedSet;

/**
 * Takes a body in pieces of any size and hashes its canonical form (RFC 6376 sections 3.4.3 and 3.4.4), in linear time and
 * constant memory. Empty lines at the end are held back as a number. A bare LF counts as a line end, a bare CR as content.
 */
abstract class BodyCanonicalizer {
    private static final int LINE_ENDS = 2_048;
    private static final byte[] MANY_LINE_ENDS =
            "\r\n".repeat(LINE_ENDS).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final ScopedDigest digest;
    /** The last octet was a CR, and what it means is not known yet. */
    boolean carriageReturn;
    /** Line ends that count only if content follows. */
    long lineEnds;

    BodyCanonicalizer(SortedSet<Long> limits) {
        this.digest = new ScopedDigest(limits);
    }

    static BodyCanonicalizer of(Canonicalization canonicalization, SortedSet<Long> limits) {
        return canonicalization == Canonicalization.SIMPLE ? new SimpleBody(limits) : new RelaxedBody(limits);
    }

    abstract void update(byte[] octets, int from, int to);

    /** What is still held back at the end of the body. */
    abstract void flush();

    /** What the canonical form of an empty body is: a line end or nothing. */
    abstract boolean emptyBodyIsOneLine();

    /** The hash for each limit. Called once, at the end. */
    final Map<Long, BodyHash> finish() {
        flush();
        if (digest.count() > 0 || emptyBodyIsOneLine()) {
            digest.update(MANY_LINE_ENDS, 0, 2);
        }
        return digest.finish();
    }

    final void emit(byte[] octets, int from, int to) {
        digest.update(octets, from, to);
    }

    final void emitLineEnds() {
        while (lineEnds > 0) {
            int some = (int) Math.min(lineEnds, LINE_ENDS);
            digest.update(MANY_LINE_ENDS, 0, 2 * some);
            lineEnds -= some;
        }
    }
}
