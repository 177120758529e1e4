package org.ecluse.web.api.messages;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.policy.Thresholds;
import org.ecluse.server.tracking.CopyHistory;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.verdict.Explanation;

/** One recipient's copy with what was found, why that decided, and what happened (B3, B4). */
@Schema(name = "CopyHistory")
public record CopyHistoryBody(
        CopyBody copy,
        @Schema(description = "0 is the shipped default") long policyRevision,
        ThresholdsBody thresholds,

        @Schema(description = "Verdict, score and thresholds in words")
        String outcome,

        List<FindingBody> findings,

        @Schema(description = "Those of the findings that say who sent the message: SPF, DKIM, DMARC, ARC, own domains")
        List<FindingBody> senderChecks,

        @Schema(description = "What would have changed the outcome")
        List<String> changes,

        @Schema(description = "Last words of the destination server")
        String lastReply,

        List<EventBody> history) {
    /** Points from which a copy is marked, held and destroyed. */
    @Schema(name = "Thresholds")
    public record ThresholdsBody(double tag, double quarantine, double destroy) {}

    /** What a rule saw, with the points that the policy gave it. */
    @Schema(name = "Finding")
    public record FindingBody(
            String symbol,
            double points,
            String sentence,
            String detail,

            @Schema(description = "The outcome would be another without it")
            boolean decisive) {}

    /** A line of the timeline. */
    @Schema(name = "Event")
    public record EventBody(Instant at, EventKind kind, String actor, String detail) {}

    static CopyHistoryBody of(CopyHistory history) {
        Thresholds thresholds = history.policy().thresholds();
        Explanation explanation = history.explanation();
        return new CopyHistoryBody(
                CopyBody.of(history.copy()),
                history.policyRevision(),
                new ThresholdsBody(thresholds.tag(), thresholds.quarantine(), thresholds.destroy()),
                explanation.outcome(),
                findings(explanation.lines()),
                findings(explanation.aboutSender()),
                explanation.counterfactuals(),
                history.lastReply(),
                history.timeline().stream()
                        .map(event -> new EventBody(event.happenedAt(), event.kind(), event.actor(), event.detail()))
                        .toList());
    }

    private static List<FindingBody> findings(List<Explanation.Line> lines) {
        return lines.stream()
                .map(line ->
                        new FindingBody(line.symbol(), line.points(), line.sentence(), line.detail(), line.decisive()))
                .toList();
    }
}
