package org.ecluse.server.learning;

import java.time.Instant;
import org.ecluse.server.access.Viewer;

/**
 * One message that somebody taught, as console and API show it.
 *
 * @param id opaque
 * @param taughtBy name of the account, or address of the user
 * @param weight what it counts: 1 of a user, 2 of who manages the quarantine
 * @param copyId public id of the copy; "" for mail that was forwarded
 * @param sender the From field as it stood in the message
 */
public record Lesson(
        String id,
        long customerId,
        Kind kind,
        Source source,
        int weight,
        String taughtBy,
        Instant taughtAt,
        String copyId,
        String sender,
        String subject) {
    /** As this viewer may see it. */
    Lesson seenBy(Viewer viewer) {
        return new Lesson(
                id, customerId, kind, source, weight, taughtBy, taughtAt, copyId, sender, viewer.shown(subject));
    }

    /** What the message is said to be. */
    public enum Kind {
        SPAM,
        WANTED
    }

    /** How it was said. */
    public enum Source {
        /** The link in the report, or the button on the account's page. */
        LINK,
        /** Console or API. */
        CONSOLE,
        /** Forwarded to the service (R2.13). */
        MAIL
    }
}
