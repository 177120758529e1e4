package org.ecluse.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers({"R5.1", "R5.5"})
class TrafficTest {
    private static final String ALICE = "alice@demo.example";

    @TempDir
    private Path data;

    private HeldMail mail;
    private TrackingService tracking;
    private Viewer platform;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        tracking = mail.persistence.wire(new TrackingService(), mail.audit(), mail.levels(), mail.access());
        platform = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
    }

    @Test
    void copiesCountByVerdictAndByWhereTheyAreNow() {
        mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, ALICE, "bob@demo.example");
        copy(MessageRow.Origin.INBOUND, VerdictName.CLEAN, CopyRow.State.DELIVERED);
        copy(MessageRow.Origin.INBOUND, VerdictName.CLEAN, CopyRow.State.QUEUED);
        copy(MessageRow.Origin.INBOUND, VerdictName.RED_LIST, CopyRow.State.REJECTED);
        tombstone(VerdictName.VIRUS);
        refusal();

        TrafficSummary today = traffic(platform);

        assertThat(today.received()).isEqualTo(6);
        assertThat(today.of(VerdictName.SPAM_QUARANTINED)).isEqualTo(2);
        assertThat(today.of(VerdictName.CLEAN)).isEqualTo(2);
        assertThat(today.delivered()).isEqualTo(1);
        assertThat(today.quarantined()).isEqualTo(2);
        assertThat(today.refused()).as("one recipient and one message").isEqualTo(2);
        assertThat(today.destroyed()).isEqualTo(1);
        assertThat(today.undeliverable()).isZero();
    }

    @Test
    void theServicesOwnMailDoesNotCount() {
        copy(MessageRow.Origin.REPORT, VerdictName.CLEAN, CopyRow.State.DELIVERED);
        copy(MessageRow.Origin.DSN, VerdictName.CLEAN, CopyRow.State.BOUNCED);

        assertThat(traffic(platform).received()).isZero();
        assertThat(traffic(platform).undeliverable()).isZero();
    }

    @Test
    void whatWasKeptAndThenDestroyedCountsOnce() {
        copy(MessageRow.Origin.INBOUND, VerdictName.VIRUS, CopyRow.State.DESTROYED);
        tombstone(VerdictName.VIRUS);

        assertThat(traffic(platform).received()).isEqualTo(1);
        assertThat(traffic(platform).destroyed()).isEqualTo(1);
    }

    @Test
    void otherCustomersAndOtherDaysDoNotCount() {
        copy(MessageRow.Origin.INBOUND, VerdictName.CLEAN, CopyRow.State.DELIVERED);
        Viewer stranger = new Viewer("x", Role.CUSTOMER_ADMINISTRATOR, Optional.of(mail.customer.id() + 1));

        assertThat(traffic(stranger).received()).isZero();
        mail.clock.set(HeldMail.START.plus(Duration.ofDays(1)));
        assertThat(traffic(platform).received()).isZero();
    }

    private TrafficSummary traffic(Viewer viewer) {
        Instant now = mail.clock.instant();
        return mail.persistence.inTransaction(() -> tracking.traffic(viewer, now, now.plusSeconds(60)));
    }

    private void copy(MessageRow.Origin origin, VerdictName verdict, CopyRow.State state) {
        Instant now = mail.clock.instant();
        MessageRow message = mail.persistence.saved(new MessageRow(
                MessageId.create(mail.clock),
                origin,
                now,
                "",
                "",
                "a@b.example",
                "a@b.example",
                "x",
                1,
                MessageRow.Content.GONE,
                ""));
        mail.persistence.saved(new CopyRow(
                message,
                1,
                mail.customer.id(),
                mail.domain.id(),
                ALICE,
                ALICE,
                verdict,
                Disposition.DELIVER,
                state,
                0,
                0,
                false,
                "",
                ""));
    }

    private void tombstone(VerdictName verdict) {
        mail.persistence.saved(new TombstoneRow(
                mail.customer.id(),
                MessageId.create(mail.clock).copy(1),
                mail.clock.instant(),
                verdict,
                0,
                "VIRUS_FOUND",
                "",
                SenderHash.of("a@b.example"),
                ALICE));
    }

    private void refusal() {
        mail.persistence.saved(EventRow.beforeData(
                mail.customer.id(), "nobody@demo.example", EventKind.RCPT_REFUSED, mail.clock.instant(), ""));
    }
}
