package org.ecluse.filter;

import org.ecluse.verdict.StageResult;

/** One question about the content, asked once per message. Reads the transaction and nothing else. */
public interface FilterStage {
    /** Stable, lower case with hyphens. */
    String name();

    StageResult examine(MailTransaction transaction);
}
