package org.ecluse.queue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ecluse.queue.smtp.RecipientResult;

/**
 * What a delivery status notification tells (RFC 3464).
 *
 * @param kind failed for good, late and still tried, or handed to a server that will not tell (RFC 3461 section 5.2.2)
 * @param to the original envelope sender
 * @param locale of the customer; English follows any other language
 * @param id of the original message
 * @param envelopeId ENVID as given, "" if none
 * @param tryingUntil of a delay
 * @param originalHeader bounded, as {@link HeaderBlock} reads it
 */
public record DsnRequest(
        Kind kind,
        String to,
        Locale locale,
        String id,
        String envelopeId,
        Instant receivedAt,
        Instant now,
        Instant tryingUntil,
        List<Failed> recipients,
        byte[] originalHeader) {
    /** Which notification. */
    public enum Kind {
        FAILED,
        DELAYED,
        RELAYED
    }

    /** A recipient whose copy is told of. {@code orcpt} is as given, "" if none. */
    public record Failed(String address, String orcpt, RecipientResult result) {}

    public DsnRequest {
        recipients = List.copyOf(recipients);
    }
}
