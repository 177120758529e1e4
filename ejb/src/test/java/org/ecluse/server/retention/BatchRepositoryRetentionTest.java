package org.ecluse.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes from the batch repository with time, and what must not. */
class BatchRepositoryRetentionTest {
    private static final Path TABLES = Path.of("../wildfly-config/server/database/batch-repository-h2.sql");
    private static final Instant NOW = Mails.NOW;

    private final TestPersistence persistence = TestPersistence.empty();
    private final RetentionLedger ledger = persistence.wire(new RetentionLedger());

    @BeforeEach
    void tables() {
        run("RUNSCRIPT FROM '" + TABLES + "'");
    }

    @Test
    @Covers("R3.11")
    void aJobThatIsJustBeingStartedKeepsItsInstance() {
        run(
                "INSERT INTO job_instance (jobinstanceid, jobname) VALUES (1, 'retention'), (2, 'retention'), (3, 'retention')");
        run(
                "INSERT INTO job_execution (jobexecutionid, jobinstanceid, endtime) VALUES (1, 1, TIMESTAMP '2026-01-02 03:00:00')");
        run(
                "INSERT INTO job_execution (jobexecutionid, jobinstanceid, endtime) VALUES (3, 3, TIMESTAMP '2026-03-01 03:00:00')");

        assertThat(ledger.removeExecutions(NOW.minus(Duration.ofDays(30)))).isEqualTo(1);
        assertThat(ids("SELECT jobexecutionid FROM job_execution ORDER BY 1")).containsExactly(3L);
        assertThat(ids("SELECT jobinstanceid FROM job_instance ORDER BY 1"))
                .as("2 has no execution yet")
                .containsExactly(2L, 3L);
    }

    private void run(String statement) {
        persistence.inTransaction(
                () -> persistence.entityManager().createNativeQuery(statement).executeUpdate());
    }

    private List<Long> ids(String query) {
        return persistence.inTransaction(() -> ((List<?>)
                        persistence.entityManager().createNativeQuery(query).getResultList())
                .stream().map(id -> ((Number) id).longValue()).toList());
    }
}
