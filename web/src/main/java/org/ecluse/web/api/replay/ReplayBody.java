package org.ecluse.web.api.replay;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.replay.Decided;
import org.ecluse.replay.Difference;
import org.ecluse.server.replay.ReplayResult;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.SymbolTexts;
import org.ecluse.verdict.VerdictName;

/** What a draft would have changed. */
@Schema(name = "PolicyReplay", description = "Figures are those of this page: add them up over the pages")
public record ReplayBody(
        @Schema(description = "The oldest mail that counts") Instant from,

        @Schema(description = "Copies decided again") long examined,

        @Schema(description = "How many of these go another way")
        long changed,

        @Schema(
                description = "Of those examined, how many have files of which nothing is known any more:"
                        + " the draft's rules for attachments were not tried on them")
        long filesUnknown,

        @Schema(
                description =
                        "Destroyed copies of the whole span that cannot be decided again; they are in no other figure")
        long unknown,

        List<StepBody> steps,

        @Schema(description = "Newest first, destroyed copies last")
        List<DifferenceBody> differences,

        @Schema(description = "Settings of the draft whose effect past mail does not show")
        Set<String> unreplayed,

        @Schema(description = "What to give as after for the next page; null: everything was looked at")
        String next) {
    /** How many copies go which way. */
    @Schema(name = "PolicyReplayStep")
    public record StepBody(
            Disposition from,
            Disposition to,

            @Schema(description = "Marked otherwise under one policy than under the other")
            boolean marking,

            long copies) {}

    /** A copy that goes another way. */
    @Schema(name = "PolicyReplayDifference")
    public record DifferenceBody(
            String id, Instant receivedAt, String recipient, DecisionBody before, DecisionBody after) {}

    /** What a policy makes of a copy. */
    @Schema(name = "PolicyReplayDecision")
    public record DecisionBody(
            VerdictName verdict,
            Disposition disposition,
            double score,

            @Schema(description = "Delivered, but marked as spam or as bulk")
            boolean marked,

            @Schema(
                    description =
                            "Symbol of the finding that decided, or weighed most; null if nothing speaks against the copy")
            String decidedBy,

            @Schema(description = "The same in words") String sentence) {}

    static ReplayBody of(ReplayResult result, Locale locale) {
        SymbolTexts texts = SymbolTexts.in(locale);
        return new ReplayBody(
                result.from(),
                result.examined(),
                result.changed(),
                result.blind(),
                result.unknown(),
                result.steps().entrySet().stream()
                        .map(step -> new StepBody(
                                step.getKey().from(),
                                step.getKey().to(),
                                step.getKey().marking(),
                                step.getValue()))
                        .toList(),
                result.differences().stream()
                        .map(difference -> difference(difference, texts))
                        .toList(),
                new TreeSet<>(result.unreplayed()),
                result.next().orElse(null));
    }

    private static DifferenceBody difference(Difference difference, SymbolTexts texts) {
        return new DifferenceBody(
                difference.copyId(),
                difference.receivedAt(),
                difference.recipient(),
                decision(difference.before(), texts),
                decision(difference.after(), texts));
    }

    private static DecisionBody decision(Decided decided, SymbolTexts texts) {
        return new DecisionBody(
                decided.verdict(),
                decided.disposition(),
                decided.score(),
                decided.mark().isPresent(),
                decided.decidedBy().orElse(null),
                decided.decidedBy().map(texts::sentence).orElse(null));
    }
}
