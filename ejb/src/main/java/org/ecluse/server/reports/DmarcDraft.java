package org.ecluse.server.reports;

import java.time.LocalDate;
import java.util.List;
import org.ecluse.filter.PublishedPolicy;
import org.ecluse.filter.reports.AggregateReport;

/**
 * What a report will tell, as one reading of the database found it.
 *
 * @param tries made before
 * @param leftOut messages that are in no row
 */
record DmarcDraft(
        long dayId, LocalDate day, PublishedPolicy policy, List<AggregateReport.Row> rows, long leftOut, int tries) {}
