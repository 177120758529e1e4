package org.ecluse.server.retention;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.audit.AuditChain;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.digest.AnswerLedger;
import org.ecluse.server.digest.ReportOmissions;
import org.ecluse.server.greylist.GreyLedger;
import org.ecluse.server.jobs.JobLedger;
import org.ecluse.server.quarantine.QuarantineLedger;
import org.ecluse.server.reports.DmarcLedger;
import org.ecluse.server.reports.ReceivedLedger;
import org.ecluse.server.reputation.ListingLedger;
import org.ecluse.server.retention.RetentionLedger.Expired;
import org.ecluse.server.tracking.ContentRemoval;
import org.ecluse.settings.ServerSettings;

/** The steps of the retention job. Each call does a bounded amount and says how much; what is done is found no more. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RetentionService {
    private static final int BATCH = 200;

    @Inject
    RetentionLedger ledger;

    @Inject
    QuarantineLedger quarantine;

    @Inject
    ContentRemoval contentRemoval;

    @Inject
    JobLedger jobs;

    @Inject
    UserAccounts accounts;

    @Inject
    GreyLedger grey;

    @Inject
    ListingLedger listings;

    @Inject
    DmarcLedger dmarc;

    @Inject
    ReceivedLedger receivedReports;

    @Inject
    ReportOmissions omissions;

    @Inject
    AnswerLedger answers;

    @Inject
    BannerLedger banners;

    @Inject
    AuditChain audit;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** Ends held copies whose time is over, then their content if no other copy needs it (R3.11). 0: none is left. */
    public int expireQuarantine() {
        List<Expired> batch = ledger.expired(clock.instant(), BATCH);
        for (Expired each : batch) {
            quarantine.expire(each.entryId());
            contentRemoval.removeIfUnneeded(each.message());
        }
        return batch.size();
    }

    /** Removes the records of old mail (B14), and what was kept for the links in its banners. 0: none is left. */
    public int removeOldMail() {
        return ledger.removeMessages(daysAgo(settings.retention().trackingDays()), BATCH)
                + banners.forget(clock.instant(), BATCH);
    }

    /** Removes old refusals, tombstones, and entries of the audit trail. 0: none is left. */
    public int removeOldTraces() {
        Instant before = daysAgo(settings.retention().trackingDays());
        return ledger.removeRefusals(before) + ledger.removeTombstones(before) + audit.removeOld(before);
    }

    /** Removes what the grey zone no longer needs to know (R1.6), listings that have long been over (R1.8), and sessions of users. */
    public int forgetSenders() {
        return grey.forget(clock.instant()) + listings.forget(clock.instant()) + accounts.removeOld(clock.instant());
    }

    /** Removes what was collected for the owners of domains, what others reported to customers, and why there was no report. 0: none is left. */
    public int removeOldReports() {
        Instant now = clock.instant();
        omissions.removeOld();
        answers.removeOld();
        return dmarc.forget(now, BATCH)
                + receivedReports.forget(daysAgo(settings.retention().trackingDays()), BATCH);
    }

    /** Removes content that a crash left behind. */
    public int sweepContent() throws IOException {
        return contentRemoval.sweep();
    }

    /** Removes records of job runs, ours and the batch repository's. */
    public int forgetJobRuns() {
        Instant before = daysAgo(settings.retention().jobDays());
        return jobs.forget(before) + ledger.removeExecutions(before);
    }

    private Instant daysAgo(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }
}
