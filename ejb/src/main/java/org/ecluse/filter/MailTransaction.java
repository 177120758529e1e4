package org.ecluse.filter;

import java.util.Set;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.Envelope;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.SessionFacts;
import org.ecluse.reading.ReadOnce;
import org.ecluse.reading.Reading;

/**
 * One message on its way through the content stages, the same for all its recipients.
 *
 * @param senderFacts what was looked up about the sender while the session ran
 * @param authentication what the message's signatures and its author domain's policy say
 * @param recipientDomains domains of all the customers concerned, for look-alike and spoofing checks
 * @param shown what its reader sees, worked out once
 * @param tokens what it was taken apart into, once that was done
 */
public record MailTransaction(
        SessionFacts session,
        Envelope envelope,
        RawMessage raw,
        ParsedMessage parsed,
        SenderFacts senderFacts,
        MessageAuthentication authentication,
        Set<DomainName> recipientDomains,
        Budget budget,
        ReadOnce shown,
        TokenMemo tokens) {
    public MailTransaction(
            SessionFacts session,
            Envelope envelope,
            RawMessage raw,
            ParsedMessage parsed,
            SenderFacts senderFacts,
            MessageAuthentication authentication,
            Set<DomainName> recipientDomains,
            Budget budget) {
        this(
                session,
                envelope,
                raw,
                parsed,
                senderFacts,
                authentication,
                recipientDomains,
                budget,
                new ReadOnce(parsed, raw, budget),
                new TokenMemo());
    }

    /** The message as its reader sees it. */
    public Reading reading() {
        return shown.reading();
    }

    public long sizeBytes() {
        return raw.sizeBytes();
    }
}
