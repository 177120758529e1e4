package org.ecluse.disposition;

import org.ecluse.verdict.VerdictName;

/** One recipient's copy and what becomes of it now. */
public record CopyPlan(RecipientOutcome outcome, CopyFate fate) {
    /** True if a tombstone is written (B16): for what is destroyed, and for spam refused at the destruction threshold. */
    public boolean tombstone() {
        return fate == CopyFate.DESTROY
                || (fate == CopyFate.REFUSED && outcome.verdict().name() == VerdictName.SPAM_DESTROYED);
    }
}
