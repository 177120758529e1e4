package org.ecluse.filter;

import java.util.List;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/** One question about the content, asked once per message. Reads the transaction and nothing else. */
public interface FilterStage {
    /** Stable, lower case with hyphens. */
    String name();

    StageResult examine(MailTransaction transaction);

    /**
     * The same for a stage that weighs what others saw.
     *
     * @param before findings of the stages that ran before this one, in their order
     */
    default StageResult examine(MailTransaction transaction, List<Finding> before) {
        return examine(transaction);
    }

    /** True if "unavailable" means that the DNS did not answer: then the policy's mode for look-ups decides, not that for scanners. */
    default boolean dependsOnLookups() {
        return false;
    }
}
