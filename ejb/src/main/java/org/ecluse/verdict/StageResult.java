package org.ecluse.verdict;

import java.util.List;

/** The answer of one stage. None of the three can force delivery, so no allow list skips the antivirus. */
public sealed interface StageResult {
    /** What was seen; the score and the policy's fold decide. */
    record Findings(List<Finding> list) implements StageResult {
        public Findings {
            list = List.copyOf(list);
        }
    }

    /**
     * Ends the pipeline: nothing that later stages find could make the disposition milder.
     *
     * @param verdict VIRUS, PHISHING, RED_LIST or SPOOFED
     */
    record Decisive(VerdictName verdict, List<Finding> list) implements StageResult {
        public Decisive {
            list = List.copyOf(list);
        }
    }

    /**
     * Could not look, which is never "looks fine": the policy's {@link org.ecluse.policy.FailMode} says what follows (B8).
     *
     * @param stage name of the stage
     * @param reason for the console, never for the SMTP client
     * @param seen what was found all the same: nothing that makes the message clean
     */
    record Unavailable(String stage, String reason, List<Finding> seen) implements StageResult {
        public Unavailable {
            seen = List.copyOf(seen);
        }

        public Unavailable(String stage, String reason) {
            this(stage, reason, List.of());
        }
    }

    static StageResult nothing() {
        return new Findings(List.of());
    }

    static StageResult of(Finding... findings) {
        return new Findings(List.of(findings));
    }
}
