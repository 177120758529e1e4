package org.ecluse.server.reports;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.reports.ReportFault;
import org.ecluse.filter.reports.UnreadableReportException;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.store.StoredMessage;

/** Reads the mails that wait as reports, one after the other, each claimed for as long as it may take. */
@ApplicationScoped
public class ReportLanding {
    private static final int MOST_AT_ONCE = 100;

    /** A server that dies with a mail each time must not do so for ever. */
    private static final int MOST_TRIES = 3;

    private static final String SUBJECT = "Report Domain:";

    @Inject
    ReportInbox inbox;

    @Inject
    ReceivedLedger ledger;

    @Inject
    MessageStore store;

    @Inject
    Clock clock;

    /** @throws SQLException the database cannot be read now */
    void readWhatWaits() throws SQLException {
        WaitingReports waiting = inbox.waiting();
        for (WaitingReports.Waiting each : waiting.due(clock.instant(), MOST_AT_ONCE)) {
            if (waiting.claim(each, clock.instant())) {
                try {
                    read(each);
                } catch (IOException | EJBException e) {
                    ServerLog.LOG.reportNotRead(each.id().value(), e);
                }
            }
        }
    }

    private void read(WaitingReports.Waiting waiting) throws IOException {
        Optional<StoredEnvelope> envelope = store.envelope(waiting.id());
        if (envelope.isEmpty()) {
            ledger.nothing(waiting.id()); // gone with the store's last life
            return;
        }
        StoredMessage mail = StoredMessage.counted(store, waiting.id());
        ParsedMessage header = header(mail);
        ReceivedLedger.Brought brought = new ReceivedLedger.Brought(
                waiting.id(),
                waiting.address(),
                header.first("From").orElse(""),
                waiting.proven(),
                envelope.get().receivedAt());
        try {
            if (waiting.tries() >= MOST_TRIES) {
                throw new UnreadableReportException(ReportFault.TOO_LARGE, "given up after several tries");
            }
            List<ToldReport> told = MailedReports.read(mail);
            if (told.isEmpty() && header.subject().strip().startsWith(SUBJECT)) {
                throw new UnreadableReportException(ReportFault.NO_REPORT, header.subject());
            }
            ledger.record(brought, told);
        } catch (UnreadableReportException e) {
            ledger.unread(brought, e.fault(), e.getMessage());
        }
        store.remove(waiting.id());
    }

    private static ParsedMessage header(StoredMessage mail) throws IOException {
        return new MailReader().read(mail, Budget.of(Duration.ofSeconds(30), 100L << 20, 2_000));
    }
}
