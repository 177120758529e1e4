package org.ecluse.server.reports;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.reports.AggregateReportReader;
import org.ecluse.filter.reports.PackedReport;
import org.ecluse.filter.reports.ReportBounds;
import org.ecluse.filter.reports.ReportFault;
import org.ecluse.filter.reports.ReportParts;
import org.ecluse.filter.reports.UnreadableReportException;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.RawMessage;

/** Finds and reads the reports in a mail. */
final class MailedReports {
    private static final Duration TIME = Duration.ofSeconds(30);

    private MailedReports() {}

    /**
     * None if the mail holds no report.
     *
     * @throws UnreadableReportException a part that should be a report is none
     * @throws IOException the mail cannot be read from where it is kept
     */
    static List<ToldReport> read(RawMessage mail) throws IOException, UnreadableReportException {
        ReportBounds bounds = ReportBounds.USUAL;
        Budget budget = Budget.of(TIME, Long.MAX_VALUE, Long.MAX_VALUE);
        try {
            List<ToldReport> told = new ArrayList<>();
            for (byte[] part : new ReportParts(bounds, budget).of(mail)) {
                PackedReport.Plain plain = new PackedReport(bounds, budget).unpack(part);
                if (plain.kind() == PackedReport.Kind.TLS) {
                    told.addAll(new TlsReportReader(bounds.rows(), budget).read(plain.octets()));
                } else {
                    told.add(ToldReport.of(new AggregateReportReader(bounds, budget).read(plain.octets())));
                }
            }
            return told;
        } catch (BudgetExceededException e) {
            throw new UnreadableReportException(ReportFault.TOO_LARGE, "more time than allowed");
        } catch (RuntimeException | StackOverflowError e) {
            // One mail that breaks a parser must not end the reading of the others.
            throw new UnreadableReportException(ReportFault.MALFORMED, e.toString());
        }
    }
}
