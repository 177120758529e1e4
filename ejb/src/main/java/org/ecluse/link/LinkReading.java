package org.ecluse.link;

import java.util.Optional;

/**
 * What became of reading a link.
 *
 * @param claim what the link says, if its signature is ours – also when it is over
 */
public record LinkReading(Status status, Optional<LinkClaim> claim) {
    /** Whether the link may be used. */
    public enum Status {
        VALID,
        /** Signed by us, but its time is over. */
        EXPIRED,
        /** Signed by us, but the recipient's links were revoked since. */
        REVOKED,
        /** Not ours, changed on the way, or signed with a key that no longer counts. */
        INVALID
    }

    public static final LinkReading INVALID = new LinkReading(Status.INVALID, Optional.empty());
}
