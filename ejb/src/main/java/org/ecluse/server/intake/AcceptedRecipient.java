package org.ecluse.server.intake;

import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;
import org.ecluse.server.directory.DomainFacts;

/**
 * A recipient that RCPT accepted.
 *
 * @param deliverTo as RCPT gave it, or the catch-all address
 * @param decidedFor the address whose policy and lists count
 * @param discard does not exist, and its domain takes such mail silently (R1.13)
 * @param notifyOn NOTIFY words, comma separated, "" if not given (RFC 3461)
 * @param orcpt ORCPT as given, "" if not
 */
record AcceptedRecipient(
        EmailAddress deliverTo,
        EmailAddress decidedFor,
        DomainFacts domain,
        Optional<FilterLevel> level,
        boolean discard,
        String notifyOn,
        String orcpt) {}
