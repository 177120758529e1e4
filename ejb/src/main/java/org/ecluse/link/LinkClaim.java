package org.ecluse.link;

import java.time.Instant;

/**
 * What a signed link says.
 *
 * @param subject public id of the copy, or the address for a subscription; holds no {@code |}
 * @param recipient address key the link was mailed to
 * @param expiresAt whole seconds; from then on the link does nothing
 * @param epoch of the recipient when the link was signed; a raised epoch ends it
 */
public record LinkClaim(LinkPurpose purpose, String subject, String recipient, Instant expiresAt, long epoch) {
    public LinkClaim {
        if (subject.isEmpty() || subject.indexOf('|') >= 0) {
            throw new IllegalArgumentException("no subject for a link: " + subject);
        }
        if (recipient.isEmpty() || recipient.length() > 320) {
            throw new IllegalArgumentException("no recipient for a link: " + recipient);
        }
        expiresAt = Instant.ofEpochSecond(expiresAt.getEpochSecond());
    }
}
