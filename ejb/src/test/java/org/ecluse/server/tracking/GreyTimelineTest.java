package org.ecluse.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.MessageId;
import org.ecluse.policy.Doubt;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delayed tries in message tracking: before there is a message, and in the timeline of the copy that came of them (B3). */
@Covers({"R1.4", "B3"})
class GreyTimelineTest {
    private static final String ALICE = "alice@demo.example";
    private static final String SENDER = "a@b.example"; // of the messages that HeldMail makes
    private static final PageRequest ALL = new PageRequest(0, 50);

    @TempDir
    private Path data;

    private HeldMail mail;
    private TrackingService tracking;
    private Viewer administrator;

    @BeforeEach
    void open() {
        mail = new HeldMail(data);
        tracking = mail.persistence.wire(new TrackingService(), mail.audit(), mail.levels(), mail.access());
        administrator = new Viewer("admin", Role.CUSTOMER_ADMINISTRATOR, Optional.of(mail.customer.id()));
    }

    @Test
    void theTimelineOfACopyBeginsWithTheTriesThatWereDelayed() {
        delay(EventKind.GREY_FIRST, ALICE, SENDER, 40);
        delay(EventKind.GREY_EARLY, ALICE, SENDER, 39);
        delay(EventKind.GREY_FIRST, ALICE, "a@bb.example", 38); // of another sender
        delay(EventKind.GREY_FIRST, "bob@demo.example", SENDER, 37); // to another recipient
        CopyId copy = copyWith(EventKind.GREY_PASSED);
        assertThat(timeline(copy))
                .extracting(TimelineEvent::kind)
                .containsExactly(EventKind.GREY_FIRST, EventKind.GREY_EARLY, EventKind.GREY_PASSED);
    }

    @Test
    void aCopyThatWasNotDelayedHasNoSuchTries() {
        delay(EventKind.GREY_FIRST, ALICE, SENDER, 40);
        assertThat(timeline(copyWith(EventKind.RECEIVED)))
                .extracting(TimelineEvent::kind)
                .containsExactly(EventKind.RECEIVED);
    }

    @Test
    void spamRStandsAmongWhatWasRefusedBeforeTheMessage() {
        delay(EventKind.GREY_FIRST, ALICE, SENDER, 5);
        refuse();
        assertThat(tracking.refused(administrator, MessageSearch.ALL, ALL).items())
                .hasSize(2);
        MessageSearch spamR = new MessageSearch(
                Optional.empty(), "", "", "", Set.of(VerdictName.GREY), Optional.empty(), Optional.empty());
        assertThat(tracking.refused(administrator, spamR, ALL).items())
                .extracting(TimelineEvent::kind)
                .containsExactly(EventKind.GREY_FIRST);
    }

    @Test
    void theDetailIsReadAsItWasWritten() {
        GreyTrace trace = new GreyTrace("", "2001:db8::1", 3, List.of(Doubt.NO_REVERSE_NAME, Doubt.SPF_FAIL));
        assertThat(GreyTrace.parse(trace.detail())).contains(trace);
        GreyTrace bare = new GreyTrace("o'neil@x.example", "192.0.2.1", 1, List.of());
        assertThat(GreyTrace.parse(bare.detail())).contains(bare);
        assertThat(GreyTrace.parse("UNKNOWN_RECIPIENT <a@b.example> [192.0.2.1] helo"))
                .isEmpty();
        assertThat(GreyTrace.parse("<a> [192.0.2.1] try 1 OF_ANOTHER_TIME,SPF_FAIL")
                        .orElseThrow()
                        .doubts())
                .containsExactly(Doubt.SPF_FAIL);
    }

    private void delay(EventKind kind, String recipient, String sender, int minutesBefore) {
        mail.persistence.saved(EventRow.beforeData(
                mail.customer.id(),
                recipient,
                kind,
                HeldMail.START.minus(Duration.ofMinutes(minutesBefore)),
                new GreyTrace(sender, "192.0.2.1", 1, List.of(Doubt.SPF_FAIL)).detail()));
    }

    private void refuse() {
        mail.persistence.saved(EventRow.beforeData(
                mail.customer.id(),
                ALICE,
                EventKind.RCPT_REFUSED,
                HeldMail.START,
                "UNKNOWN_RECIPIENT <> [192.0.2.1] x"));
    }

    private CopyId copyWith(EventKind kind) {
        MessageId id = mail.hold(VerdictName.PNS, QuarantineClass.USER, ALICE);
        CopyRow copy = mail.copy(id.copy(1));
        mail.persistence.saved(
                new EventRow(copy.id(), copy.customerId(), copy.recipient(), kind, copy.receivedAt(), "", "2 × 3 min"));
        return CopyId.parse(id.copy(1)).orElseThrow();
    }

    private List<TimelineEvent> timeline(CopyId copy) {
        return tracking.copy(administrator, copy, Locale.ENGLISH).timeline();
    }
}
