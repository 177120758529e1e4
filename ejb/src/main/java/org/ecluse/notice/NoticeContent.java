package org.ecluse.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.ecluse.verdict.VerdictName;

/**
 * What a notice tells. Senders and subjects are strangers' text.
 *
 * @param language {@code fr} or {@code en}
 * @param more how many held copies wait for the next notice
 */
public record NoticeContent(NoticeParty party, String language, ZoneId zone, List<Line> lines, int more) {
    public NoticeContent {
        lines = List.copyOf(lines);
    }

    /**
     * One held copy.
     *
     * @param id public id, for support
     * @param releaseUrl only in a notice to its recipient, and only if it may release it
     */
    public record Line(
            String id,
            String sender,
            String recipient,
            String subject,
            Instant heldAt,
            Instant keptUntil,
            VerdictName verdict,
            Optional<String> releaseUrl) {}
}
