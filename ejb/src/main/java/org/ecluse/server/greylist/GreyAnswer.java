package org.ecluse.server.greylist;

import java.time.Duration;
import java.util.Optional;
import org.ecluse.filter.greylist.GreyDecision;
import org.ecluse.verdict.Finding;

/** What the grey zone says of a transaction. */
public sealed interface GreyAnswer {
    /** It goes on. */
    Passed PASSED = new Passed(Optional.empty());

    /** @param finding how it passed, if that is worth telling */
    record Passed(Optional<Finding> finding) implements GreyAnswer {}

    /**
     * It has to come back.
     *
     * @param kind FIRST, EARLY or LATE
     * @param after from now on, whole seconds
     * @param within from now on, whole seconds
     * @param id opaque, of the page for the sender
     * @param notice what was told of it; a further recipient of the transaction is told the same
     */
    record Delayed(GreyDecision.Kind kind, Duration after, Duration within, String id, GreyNotice notice)
            implements GreyAnswer {}
}
