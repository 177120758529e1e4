package org.ecluse.filter;

import java.util.Optional;

/**
 * What the DNS says of the sender, looked up from MAIL on and reused after DATA. A temporary error is no doubt.
 *
 * @param spfDomain domain that SPF was checked for, empty if none could be
 * @param reverseName name of the client's address if it resolves back to it
 */
public record SenderFacts(
        SpfResult spf, Optional<String> spfDomain, ReverseName reverse, Optional<String> reverseName) {
    /** Result of check_host (RFC 7208 section 2.6). */
    public enum SpfResult {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR
    }

    /** What the reverse look-up of the client gave. */
    public enum ReverseName {
        CONFIRMED,
        /** Has a name that does not resolve back. */
        UNCONFIRMED,
        NONE,
        UNKNOWN
    }

    /** Nothing could be looked up, or nothing was asked. */
    public static final SenderFacts UNKNOWN =
            new SenderFacts(SpfResult.TEMPERROR, Optional.empty(), ReverseName.UNKNOWN, Optional.empty());
}
