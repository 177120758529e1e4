package org.ecluse.server.directory;

import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;

/**
 * A recipient as its customer knows it.
 *
 * @param decidedFor the address whose policy and lists count, after aliases and +tag
 * @param level the recipient's own level, if it chose one
 */
public record KnownRecipient(EmailAddress decidedFor, Optional<FilterLevel> level) {
    /** For an address that is on no list: decided for the one before its {@code +tag}. */
    public static KnownRecipient unlisted(EmailAddress address) {
        int plus = address.localPart().indexOf('+');
        EmailAddress main =
                plus < 1 ? address : new EmailAddress(address.localPart().substring(0, plus), address.domain());
        return new KnownRecipient(main, Optional.empty());
    }
}
