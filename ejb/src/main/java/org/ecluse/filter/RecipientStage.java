package org.ecluse.filter;

import org.ecluse.verdict.StageResult;

/** One question whose answer depends on the recipient's policy or lists: pure, no I/O, microseconds. */
public interface RecipientStage {
    /** Stable, lower case with hyphens. */
    String name();

    StageResult examine(RecipientTransaction transaction);
}
