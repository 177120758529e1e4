package org.ecluse.filter;

import org.ecluse.verdict.StageResult;

/** One question about the content, asked once per message. Reads the transaction and nothing else. */
public interface FilterStage {
    /** Stable, lower case with hyphens. */
    String name();

    StageResult examine(MailTransaction transaction);

    /** True if "unavailable" means that the DNS did not answer: then the policy's mode for look-ups decides, not that for scanners. */
    default boolean dependsOnLookups() {
        return false;
    }
}
