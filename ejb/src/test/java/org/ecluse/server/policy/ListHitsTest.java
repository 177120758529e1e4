package org.ecluse.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.disposition.RecipientOutcome;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Covers("B6")
class ListHitsTest {
    private static final Instant START = Mails.NOW;

    private final MovingClock clock = new MovingClock(START);
    private final TestPersistence persistence = TestPersistence.empty();
    private final ListHits hits = persistence.wire(new ListHits(), persistence.wire(new ListHitLedger()), clock);
    private long customer;

    @BeforeEach
    void customer() {
        customer = persistence
                .saved(new CustomerRow("Demo", "fr", "Europe/Paris", START))
                .id();
    }

    @Test
    void onlyTheEntryThatDecidedIsNotedAndOnceAnHour() {
        ListEntryRow red = row(Colour.BLOCK, "spam.example", null);
        ListEntryRow green = row(Colour.ALLOW, "spam.example", null);
        ListEntryRow bobs = row(Colour.BLOCK, "spam.example", "bob@demo.example");
        List<ListEntry> lists = List.of(entry(red), entry(green), entry(bobs));

        hits.note(plan(Finding.of("LIST_BLOCKED", "spam.example"), lists));
        assertThat(lastHit(red)).contains(START);
        assertThat(lastHit(green)).isEmpty();
        assertThat(lastHit(bobs)).as("another recipient's").isEmpty();

        clock.forward(Duration.ofMinutes(59));
        hits.note(plan(Finding.of("LIST_BLOCKED", "spam.example"), lists));
        assertThat(lastHit(red)).contains(START);
        clock.forward(Duration.ofMinutes(2));
        hits.note(plan(Finding.of("LIST_BLOCKED", "spam.example"), lists));
        assertThat(lastHit(red)).contains(START.plus(Duration.ofMinutes(61)));
    }

    @Test
    void anAllowedSenderThatIsNotProvenUsesNoEntry() {
        ListEntryRow green = row(Colour.ALLOW, "shop.example", null);
        hits.note(plan(Finding.of("LIST_ALLOW_UNPROVEN", "shop.example"), List.of(entry(green))));
        assertThat(lastHit(green)).isEmpty();
        hits.note(plan(Finding.of("LIST_ALLOWED", "shop.example"), List.of(entry(green))));
        assertThat(lastHit(green)).contains(START);
    }

    private ListEntryRow row(Colour colour, String value, String recipient) {
        return persistence.saved(
                new ListEntryRow(customer, null, recipient, colour, Kind.DOMAIN, value, "", null, "test", START));
    }

    private Optional<Instant> lastHit(ListEntryRow row) {
        return persistence.inTransaction(() -> Optional.ofNullable(
                persistence.entityManager().find(ListEntryRow.class, row.id()).lastHitAt()));
    }

    private static ListEntry entry(ListEntryRow row) {
        return new ListEntry(
                row.id(),
                row.colour(),
                Kind.DOMAIN,
                row.value(),
                Optional.ofNullable(row.recipient()),
                Optional.empty());
    }

    private static DispositionPlan plan(Finding finding, List<ListEntry> lists) {
        RecipientVerdict verdict = new RecipientVerdict(
                VerdictName.CLEAN,
                Disposition.DELIVER,
                0,
                Optional.empty(),
                Reply.ACCEPTED,
                List.of(new ScoredFinding(finding, 0)));
        RecipientOutcome outcome = new RecipientOutcome(
                Mails.address("anna@demo.example"),
                Mails.address("anna@demo.example"),
                Mails.policy(FilterPolicy.DEFAULT, lists.toArray(ListEntry[]::new)),
                verdict);
        return new DispositionPlan(Reply.ACCEPTED, List.of(new CopyPlan(outcome, CopyFate.QUEUE)));
    }
}
