package org.ecluse.server.tracking;

import java.util.List;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.verdict.Explanation;

/**
 * Everything known of one recipient's copy: why it was decided so (B4) and what happened to it (B3).
 *
 * @param policyRevision 0 is the shipped default
 * @param policy of that revision
 * @param explanation verdict, findings with their points and what would have changed the outcome
 * @param timeline oldest first
 * @param lastReply of the destination server, "" if none yet
 */
public record CopyHistory(
        TrackedCopy copy,
        TrackedMessage message,
        long policyRevision,
        FilterPolicy policy,
        Explanation explanation,
        List<TimelineEvent> timeline,
        String lastReply) {
    public CopyHistory {
        timeline = List.copyOf(timeline);
    }
}
