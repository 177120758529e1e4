package org.ecluse.batch.report;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.ecluse.batch.run.RunTally;
import org.ecluse.server.digest.Occasion;
import org.ecluse.server.digest.ReportService;

/**
 * Queues the reports of a chunk, each in a commit of its own that also moves its subscription on. So a chunk that is done again
 * after a crash finds nothing new in what was committed, and one report's trouble keeps no other back.
 */
@Named
@Dependent
public class ReportWriter extends AbstractItemWriter {
    @Inject
    ReportService reports;

    @Inject
    JobContext context;

    @Inject
    @BatchProperty
    String early;

    @Override
    public void writeItems(List<Object> subscriptionIds) {
        for (Object id : subscriptionIds) {
            RunTally.of(context).count(word(reports.report((Long) id, Occasion.of(early))), 1);
        }
    }

    private static String word(ReportService.Outcome outcome) {
        return switch (outcome) {
            case REPORTED -> "reports";
            case NOTHING_TO_REPORT -> "nothing new";
            case NOT_DUE -> "done elsewhere";
            case FAILED -> RunTally.FAILED;
        };
    }
}
