package org.ecluse.filter;

import java.util.List;
import java.util.Objects;

/**
 * State of a message's ARC chain (RFC 8617 section 5.2).
 *
 * @param sealers {@code d=} of each ARC-Seal from instance 1 on; empty unless PASS
 * @param originalResults what the last ARC-Authentication-Results says behind {@code i=N;}, authserv-id first, on one line, "" unless PASS
 * @param reason words for administrators, "" unless FAIL
 */
public record ArcVerdict(Result result, List<String> sealers, String originalResults, String reason) {
    /** No ARC field at all. */
    public static final ArcVerdict NONE = new ArcVerdict(Result.NONE, List.of(), "", "");

    public ArcVerdict {
        Objects.requireNonNull(result, "result");
        sealers = List.copyOf(sealers);
    }

    /** Chain validation status. */
    public enum Result {
        NONE,
        PASS,
        FAIL
    }
}
