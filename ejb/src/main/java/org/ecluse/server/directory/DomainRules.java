package org.ecluse.server.directory;

import java.util.Optional;

/**
 * How a domain treats its recipients (R1.13).
 *
 * @param catchAll address key; present if and only if unknown recipients go there
 * @param autoSubscribe addresses with mail in quarantine get the daily report without asking for it
 * @param active false: its mail is refused as for an unknown domain
 */
public record DomainRules(
        RecipientCheck recipientCheck,
        UnknownRecipients unknownRecipients,
        Optional<String> catchAll,
        boolean autoSubscribe,
        boolean active) {
    /** Recipients are asked for at the destination server, unknown ones refused. */
    public static final DomainRules DEFAULT =
            new DomainRules(RecipientCheck.PROBE, UnknownRecipients.REFUSE, Optional.empty(), true, true);
}
