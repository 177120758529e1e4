package org.ecluse.queue.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One SMTP transaction to be.
 *
 * @param reversePath "" for the null reverse-path
 * @param needsUtf8 addresses or header fields are not ASCII and came with SMTPUTF8: only a server that announces it may get it
 * @param sizeBytes for SIZE, at least about right
 * @param ret FULL, HDRS or "" (RFC 3461)
 * @param envelopeId xtext or ""
 */
public record OutgoingMail(
        String reversePath,
        List<Recipient> recipients,
        boolean needsUtf8,
        long sizeBytes,
        String ret,
        String envelopeId,
        Content content) {
    public OutgoingMail {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("no recipients");
        }
        refuseLineBreak(reversePath);
        recipients.forEach(recipient -> refuseLineBreak(recipient.address()));
    }

    /**
     * A recipient with its DSN parameters, "" if none.
     *
     * @param notifyOn NEVER, or words of SUCCESS, FAILURE, DELAY
     * @param orcpt type;xtext
     */
    public record Recipient(String address, String notifyOn, String orcpt) {}

    /** The message as it is to be sent; opened once per attempt. */
    public interface Content {
        InputStream open() throws IOException;
    }

    private static void refuseLineBreak(String address) {
        if (address.chars().anyMatch(c -> c < ' ' || c == '>' && !address.contains("\""))) {
            throw new IllegalArgumentException("not an address for SMTP");
        }
    }
}
