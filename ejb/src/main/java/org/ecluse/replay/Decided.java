package org.ecluse.replay;

import java.util.Optional;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Mark;
import org.ecluse.verdict.VerdictName;

/**
 * What a policy makes of a copy.
 *
 * @param mark what it is delivered as (R2.7)
 * @param decidedBy symbol of the finding that decided, or weighed most; empty if nothing speaks against the copy
 */
public record Decided(
        VerdictName verdict, Disposition disposition, double score, Optional<Mark> mark, Optional<String> decidedBy) {
    /** Whether something else becomes of the copy, or it is called something else; points alone make no difference. */
    public boolean differsFrom(Decided other) {
        return verdict != other.verdict || disposition != other.disposition || !mark.equals(other.mark);
    }
}
