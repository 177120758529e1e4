package org.ecluse.server.directory;

import java.util.Optional;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.FilterLevel;

/**
 * A recipient that is on the customer's list.
 *
 * @param decidedFor the address whose policy and lists count, after aliases and +tag
 * @param level the recipient's own level, if it chose one
 */
public record KnownRecipient(EmailAddress decidedFor, Optional<FilterLevel> level) {}
