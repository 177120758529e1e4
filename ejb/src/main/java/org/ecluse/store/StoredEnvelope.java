package org.ecluse.store;

import java.time.Instant;
import java.util.List;

/**
 * What must be known to take a stored message in again when its row is lost (decisions: Keeping mail).
 *
 * @param origin {@code INBOUND}, {@code REPORT} or {@code DSN}
 * @param reversePath "" for the null reverse-path
 * @param clientAddress textual IP address; helo and the rest are for the trace and for a second judgement
 */
public record StoredEnvelope(
        String origin,
        Instant receivedAt,
        String reversePath,
        List<Recipient> recipients,
        String clientAddress,
        String helo,
        boolean smtpUtf8) {
    public StoredEnvelope {
        recipients = List.copyOf(recipients);
    }

    /** A recipient as RCPT gave it, with its DSN parameters ("" if none). */
    public record Recipient(String address, String notifyOn, String orcpt) {}
}
