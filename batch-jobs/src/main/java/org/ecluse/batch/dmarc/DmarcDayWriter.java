package org.ecluse.batch.dmarc;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.ecluse.batch.run.RunTally;
import org.ecluse.server.reports.DmarcReportService;

/**
 * Queues the reports of a chunk, each in a commit of its own that also ends its domain's day. So a chunk that is done again after a
 * crash finds nothing left in what was committed, and one report's trouble keeps no other back.
 */
@Named
@Dependent
public class DmarcDayWriter extends AbstractItemWriter {
    @Inject
    DmarcReportService reports;

    @Inject
    JobContext context;

    @Override
    public void writeItems(List<Object> dayIds) {
        for (Object id : dayIds) {
            RunTally.of(context).count(word(reports.report((Long) id)), 1);
        }
    }

    private static String word(DmarcReportService.Outcome outcome) {
        return switch (outcome) {
            case QUEUED -> "reports";
            case NOT_WANTED -> "no address agreed";
            case LATER -> "asked again later";
            case NOT_DUE -> "done elsewhere";
            case FAILED -> RunTally.FAILED;
        };
    }
}
