package org.ecluse.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.audit.AuditChain;
import org.ecluse.server.banner.BannerLedger;
import org.ecluse.server.digest.AnswerLedger;
import org.ecluse.server.digest.ReportOmissions;
import org.ecluse.server.greylist.GreyLedger;
import org.ecluse.server.jobs.JobLedger;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.server.reports.DmarcLedger;
import org.ecluse.server.reports.ReceivedLedger;
import org.ecluse.server.reputation.ListingLedger;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R3.11", "B14"})
class RetentionServiceTest {
    private static final String ALICE = "alice@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private RetentionService retention;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        retention = mail.persistence.wire(
                new RetentionService(),
                mail.persistence.wire(new RetentionLedger()),
                mail.ledger,
                mail.contentRemoval,
                mail.persistence.wire(new JobLedger(), mail.clock),
                mail.persistence.wire(
                        new UserAccounts(),
                        mail.persistence.wire(
                                new LinkService(),
                                mail.persistence.wire(new SigningKeys(), mail.clock),
                                mail.settings,
                                mail.clock),
                        mail.settings,
                        mail.clock),
                mail.persistence.wire(new GreyLedger()),
                mail.persistence.wire(new AuditChain()),
                mail.persistence.wire(new ListingLedger()),
                mail.persistence.wire(
                        new DmarcLedger(),
                        mail.persistence.wire(new OwnMailRecorder(), mail.queue, mail.clock),
                        mail.clock),
                mail.persistence.wire(new ReceivedLedger()),
                mail.persistence.wire(
                        new BannerLedger(), mail.persistence.wire(new AuditTrail(), mail.clock), mail.clock),
                mail.persistence.wire(new ReportOmissions(), mail.clock),
                mail.persistence.wire(
                        new AnswerLedger(),
                        mail.persistence.wire(new OwnMailRecorder(), mail.queue, mail.clock),
                        mail.clock),
                mail.settings,
                mail.clock);
    }

    @Test
    void heldMailGoesAfterItsDaysAndNotBefore() throws IOException {
        MessageId id = mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE, "bob@demo.example");

        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)).minusSeconds(1));
        assertThat(expire()).isZero();
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)));
        assertThat(expire()).isEqualTo(2);
        assertThat(expire()).isZero();

        assertThat(mail.copy(id.copy(1)).state()).isEqualTo(CopyRow.State.EXPIRED);
        assertThat(mail.store.envelope(id)).isEmpty();
    }

    @Test
    void recordsGoAfterAYearUnlessSomethingIsUnfinished() {
        mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE);
        MessageId queued = mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE);
        Viewer administrator = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
        mail.persistence.inTransaction(() -> mail.service.notSpam(administrator, queued.copy(1)));
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(14)));
        expire();

        mail.clock.set(HeldMail.START.plus(Duration.ofDays(365)));
        assertThat(removeOldMail()).isZero();
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(365)).plusSeconds(1));
        assertThat(removeOldMail()).isEqualTo(1);
        assertThat(removeOldMail()).isZero();

        assertThat(mail.persistence.count("MessageRow x")).isEqualTo(1);
        assertThat(mail.persistence.count("QuarantineEntryRow x")).isEqualTo(1);
        assertThat(mail.entry(queued.copy(1)).releasedBy()).isEqualTo("root");
    }

    @Test
    void contentThatACrashLeftBehindIsSwept() throws IOException {
        MessageId id = mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE);
        mail.persistence.inTransaction(() -> mail.persistence
                .entityManager()
                .createQuery("UPDATE MessageRow m SET m.content = GONE")
                .executeUpdate());

        assertThat(sweep()).isEqualTo(1);
        assertThat(mail.store.envelope(id)).isEmpty();
    }

    private int expire() {
        return mail.persistence.inTransaction(() -> retention.expireQuarantine());
    }

    private int removeOldMail() {
        return mail.persistence.inTransaction(() -> retention.removeOldMail());
    }

    private int sweep() {
        return mail.persistence.inTransaction(() -> {
            try {
                return retention.sweepContent();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
