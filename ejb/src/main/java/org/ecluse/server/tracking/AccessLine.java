package org.ecluse.server.tracking;

import java.time.Instant;

/**
 * Somebody looked into a user's message, released it, or reported it (B14).
 *
 * @param event whose actor and detail say who, in which role
 * @param subject of the message, possibly hostile
 * @param sender its From field as people read it, possibly hostile
 */
public record AccessLine(TimelineEvent event, String copyId, String subject, String sender) {
    public Instant at() {
        return event.happenedAt();
    }
}
