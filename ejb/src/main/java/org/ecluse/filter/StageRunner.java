package org.ecluse.filter;

import java.util.List;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.StageResult.Unavailable;

/** Runs one stage so that its failure is an answer: a stage that breaks could not look, which is never "looks fine" (B8). */
final class StageRunner {
    private StageRunner() {}

    static StageResult run(FilterStage stage, MailTransaction transaction, List<Finding> before) {
        try {
            transaction.budget().check();
            return stage.examine(transaction, List.copyOf(before));
        } catch (BudgetExceededException e) {
            return exceeded(stage.name(), e);
        } catch (RuntimeException | StackOverflowError e) {
            return broken(stage.name(), e);
        }
    }

    static StageResult run(RecipientStage stage, RecipientTransaction transaction) {
        try {
            return stage.examine(transaction);
        } catch (RuntimeException | StackOverflowError e) {
            return broken(stage.name(), e);
        }
    }

    /** Out of time may end better at the next try; too many bytes or entries never will, so the copy is held. */
    private static StageResult exceeded(String stage, BudgetExceededException e) {
        return e.isTime()
                ? new Unavailable(stage, "time budget exceeded")
                : StageResult.of(Finding.of(Ground.INCOMPLETE, stage + ": more " + e.getMessage() + " than allowed"));
    }

    private static Unavailable broken(String stage, Throwable cause) {
        return new Unavailable(stage, cause.toString());
    }
}
