package org.ecluse.server.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.replay.Difference;
import org.ecluse.replay.ReplayTally;

/**
 * What a draft would have changed about the mail of one page. Counts are those of this page: add them up.
 *
 * @param from the oldest mail that counts
 * @param examined copies decided again
 * @param changed of these, how many go another way
 * @param blind of those examined, how many are from before files were remembered: rules for attachments were not tried on them
 * @param unknown destroyed copies of the whole span of which only the score is known; they are in no other figure
 * @param steps which way how many went
 * @param differences newest first, destroyed copies last
 * @param unreplayed settings of the draft that differ from what is in force and whose effect cannot be seen here
 * @param next where to go on; empty: everything was looked at
 */
public record ReplayResult(
        Instant from,
        long examined,
        long changed,
        long blind,
        long unknown,
        Map<ReplayTally.Step, Long> steps,
        List<Difference> differences,
        Set<String> unreplayed,
        Optional<String> next) {
    public ReplayResult {
        differences = List.copyOf(differences);
        unreplayed = Set.copyOf(unreplayed);
    }
}
