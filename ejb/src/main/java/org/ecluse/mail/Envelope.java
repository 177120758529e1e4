package org.ecluse.mail;

import java.util.List;

/** Sender and recipients as the SMTP client gave them. {@code recipients} is never empty. */
public record Envelope(ReversePath from, List<EmailAddress> recipients) {
    public Envelope {
        recipients = List.copyOf(recipients);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("no recipients");
        }
    }
}
