package org.ecluse.disposition;

import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.verdict.RecipientVerdict;

/**
 * One recipient's copy with what was decided about it.
 *
 * @param recipient as RCPT gave it; delivery uses it
 * @param decidedFor the address after aliases and +tag are resolved
 */
public record RecipientOutcome(
        EmailAddress recipient, EmailAddress decidedFor, PolicySnapshot policy, RecipientVerdict verdict) {}
