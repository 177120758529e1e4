package org.ecluse.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of all who want a run one begins it, and of all who want to take it over one does (decisions: Jobs). */
class JobLedgerTest {
    private static final Instant START = Instant.parse("2026-03-02T05:00:00Z");

    private final MovingClock clock = new MovingClock(START);
    private JobLedger ledger;

    @BeforeEach
    void open() {
        ledger = TestPersistence.empty().wire(new JobLedger(), clock);
    }

    @Test
    void ofManyAtOnceOneBegins() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try {
            List<Callable<Optional<JobRunRow>>> all = IntStream.range(0, 6)
                    .<Callable<Optional<JobRunRow>>>mapToObj(node -> () ->
                            ledger.begin(new RunRequest(JobName.RETENTION, "2026-03-02", "", false), "node-" + node))
                    .toList();
            List<JobRunRow> begun = new ArrayList<>();
            for (var answer : nodes.invokeAll(all)) {
                answer.get().ifPresent(begun::add);
            }
            assertThat(begun).hasSize(1);
            JobRunRow row = ledger.find(JobName.RETENTION, "2026-03-02").orElseThrow();
            assertThat(row.id()).isEqualTo(begun.get(0).id());
            assertThat(row.state()).isEqualTo(JobRunRow.State.RUNNING);
            assertThat(row.startedAt()).isEqualTo(START);
            assertThat(row.leaseUntil()).isEqualTo(START.plus(JobLedger.LEASE));
            assertThat(row.summary()).isEmpty();
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void anotherJobOrKeyIsAnotherRun() {
        begin(JobName.RETENTION, "a");
        assertThat(ledger.begin(new RunRequest(JobName.RETENTION, "b", "", false), "node"))
                .isPresent();
        assertThat(ledger.begin(new RunRequest(JobName.QUARANTINE_REPORT, "a", "", false), "node"))
                .isPresent();
        assertThat(ledger.begin(new RunRequest(JobName.RETENTION, "a", "", false), "node"))
                .isEmpty();
    }

    /** A short job ends before its starter has written which execution it is. */
    @Test
    void whatWasWrittenLateLeavesTheEndAsItIs() {
        long run = begin(JobName.RETENTION, "quick").id();
        ledger.summarise(run, "old messages: 3");
        assertThat(ledger.end(run, JobRunRow.State.COMPLETED)).isTrue();
        ledger.executes(run, 17);

        JobRunRow row = ledger.find(run).orElseThrow();
        assertThat(row.state()).isEqualTo(JobRunRow.State.COMPLETED);
        assertThat(row.endedAt()).isEqualTo(START);
        assertThat(row.summary()).isEqualTo("old messages: 3");
        assertThat(row.executionId()).isEqualTo(17);
        assertThat(ledger.end(run, JobRunRow.State.FAILED))
                .as("it ended before")
                .isFalse();
    }

    @Test
    void ofTwoWhoTakeOverOneHearsTrue() {
        JobRunRow seen = begin(JobName.RETENTION, "left");
        assertThat(ledger.takeOver(seen, "node-b")).isTrue();
        assertThat(ledger.takeOver(seen, "node-c")).isFalse();
        assertThat(ledger.find(seen.id()).orElseThrow().owner()).isEqualTo("node-b");
    }

    @Test
    void anOwnerWhoLivesKeepsItsRun() {
        JobRunRow seen = begin(JobName.RETENTION, "kept");
        clock.forward(Duration.ofMinutes(1));
        ledger.renew(seen.id(), "node");
        assertThat(ledger.takeOver(seen, "node-b")).isFalse();
    }

    @Test
    void anEndedRunIsNobodysToTake() {
        JobRunRow seen = begin(JobName.RETENTION, "ended");
        ledger.end(seen.id(), JobRunRow.State.COMPLETED);
        assertThat(ledger.takeOver(seen, "node-b")).isFalse();
        assertThat(ledger.running()).isEmpty();
    }

    private JobRunRow begin(JobName name, String key) {
        return ledger.begin(new RunRequest(name, key, "", false), "node").orElseThrow();
    }
}
