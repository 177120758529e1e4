package org.ecluse.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.SenderFacts;

/**
 * What must be known to take a stored message in again when its row is lost (decisions: Keeping mail), and what delivery
 * writes into the trace field and the next hop's envelope.
 *
 * @param origin {@code INBOUND}, {@code REPORT} or {@code DSN}
 * @param reversePath "" for the null reverse-path
 * @param clientAddress textual IP address; helo and the rest are for the trace and for a second judgement
 * @param protocolFaults symbols noted by the session
 * @param sender what was known of the sender at arrival; empty for mail of our own
 * @param protocol the trace field's {@code with} word: SMTP, ESMTP, ESMTPS, UTF8SMTP … (RFC 3848, RFC 6531)
 * @param ret DSN RET as given, "" if none (RFC 3461 section 4.3)
 * @param envelopeId DSN ENVID in xtext as given, "" if none (RFC 3461 section 4.4)
 */
public record StoredEnvelope(
        String origin,
        Instant receivedAt,
        String reversePath,
        List<Recipient> recipients,
        String clientAddress,
        String helo,
        boolean smtpUtf8,
        String protocol,
        String ret,
        String envelopeId,
        List<String> protocolFaults,
        Optional<SenderFacts> sender) {
    public StoredEnvelope {
        recipients = List.copyOf(recipients);
        protocolFaults = List.copyOf(protocolFaults);
    }

    /** Mail of our own: no client, no DSN parameters. */
    public StoredEnvelope(
            String origin,
            Instant receivedAt,
            String reversePath,
            List<Recipient> recipients,
            String clientAddress,
            String helo,
            boolean smtpUtf8) {
        this(
                origin,
                receivedAt,
                reversePath,
                recipients,
                clientAddress,
                helo,
                smtpUtf8,
                smtpUtf8 ? "UTF8SMTP" : "ESMTP",
                "",
                "",
                List.of(),
                Optional.empty());
    }

    /**
     * A recipient.
     *
     * @param address the mail goes to: as RCPT gave it, or the catch-all of its domain
     * @param notifyOn DSN NOTIFY as given, "" if none; likewise {@code orcpt}
     * @param discard does not exist, and its domain takes such mail silently (R1.13)
     */
    public record Recipient(String address, String notifyOn, String orcpt, boolean discard) {
        public Recipient(String address, String notifyOn, String orcpt) {
            this(address, notifyOn, orcpt, false);
        }
    }
}
