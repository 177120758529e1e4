package org.ecluse.server.ownmail;

import java.time.Instant;
import java.util.Map;

/**
 * A mail of the service, not yet made.
 *
 * @param messageId with angle brackets
 * @param from address of the service
 * @param to address key of the receiver
 * @param language {@code fr} or {@code en}
 * @param headers further fields, by name
 */
public record OwnMail(
        String messageId,
        String from,
        String fromName,
        String to,
        String language,
        String subject,
        String plain,
        String html,
        Instant date,
        Map<String, String> headers) {
    public OwnMail {
        headers = Map.copyOf(headers);
    }
}
