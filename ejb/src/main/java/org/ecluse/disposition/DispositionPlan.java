package org.ecluse.disposition;

import java.util.Comparator;
import java.util.List;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.VerdictName;

/**
 * The one reply for all recipients and each copy's way (decisions: What happens to a copy; B1).
 *
 * @param reply to the end of DATA; the text of {@link Reply#ACCEPTED} takes the message id
 * @param copies in the order of the recipients, never empty
 */
public record DispositionPlan(Reply reply, List<CopyPlan> copies) {
    public DispositionPlan {
        copies = List.copyOf(copies);
    }

    /** All rejected: 5yz. All deferred: 4yz. Anything else: 250, and no copy waits for another. */
    public static DispositionPlan of(List<RecipientOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("no recipients");
        }
        if (all(outcomes, Disposition.REJECT)) {
            return new DispositionPlan(leadingReply(outcomes), copies(outcomes, CopyFate.REFUSED));
        }
        if (all(outcomes, Disposition.DEFER)) {
            return new DispositionPlan(leadingReply(outcomes), copies(outcomes, CopyFate.DEFERRED));
        }
        return afterAcceptance(outcomes);
    }

    /** The plan for a message that was, or must be, answered 250: no copy can be refused or deferred any more. */
    public static DispositionPlan afterAcceptance(List<RecipientOutcome> outcomes) {
        List<CopyPlan> copies = outcomes.stream()
                .map(outcome -> new CopyPlan(outcome, fateAmongOthers(outcome.verdict())))
                .toList();
        return new DispositionPlan(Reply.ACCEPTED, copies);
    }

    public List<RecipientOutcome> outcomes() {
        return copies.stream().map(CopyPlan::outcome).toList();
    }

    /** True if a copy needs the content: then it must be stored durably before the reply. */
    public boolean keepsContent() {
        return copies.stream().anyMatch(copy -> copy.fate().keepsContent());
    }

    private static CopyFate fateAmongOthers(RecipientVerdict verdict) {
        return switch (verdict.disposition()) {
            case DELIVER -> CopyFate.QUEUE;
            case QUARANTINE -> CopyFate.QUARANTINE;
            case THREAT_QUARANTINE -> CopyFate.THREAT_QUARANTINE;
            case DEFER -> CopyFate.SCAN_PENDING;
            case REJECT -> rejectedAmongOthers(verdict.name());
            case DESTROY -> CopyFate.DESTROY;
            case DISCARD -> CopyFate.DISCARD;
        };
    }

    /** The client hears 250 for the others' sake and cannot be told: what may be a mistake is held, the rest is gone. */
    private static CopyFate rejectedAmongOthers(VerdictName name) {
        return switch (name) {
            case SPOOFED -> CopyFate.THREAT_QUARANTINE;
            case PROTOCOL -> CopyFate.QUARANTINE;
            default -> CopyFate.DESTROY;
        };
    }

    private static boolean all(List<RecipientOutcome> outcomes, Disposition disposition) {
        return outcomes.stream().allMatch(o -> o.verdict().disposition() == disposition);
    }

    private static Reply leadingReply(List<RecipientOutcome> outcomes) {
        return outcomes.stream()
                .map(RecipientOutcome::verdict)
                .min(Comparator.comparing(RecipientVerdict::name))
                .orElseThrow()
                .reply();
    }

    private static List<CopyPlan> copies(List<RecipientOutcome> outcomes, CopyFate fate) {
        return outcomes.stream().map(outcome -> new CopyPlan(outcome, fate)).toList();
    }
}
