package org.ecluse.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditAction;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to the trail behind the service's back is found. */
@Covers("B14")
abstract class AuditChainContract {
    private static final Instant START = Instant.parse("2026-03-02T04:00:00.123456789Z");
    private static final Viewer PLATFORM = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
    private static final PageRequest ALL = new PageRequest(0, 100);

    private final MovingClock clock = new MovingClock(START);
    private TestPersistence persistence;
    private AuditTrail trail;
    private AuditChain chain;
    private AuditInquiry inquiry;

    /** On a database with the schema and no row. */
    abstract TestPersistence persistence() throws Exception;

    @BeforeEach
    void open() throws Exception {
        persistence = persistence();
        trail = persistence.wire(new AuditTrail(), clock);
        chain = persistence.wire(new AuditChain());
        inquiry = persistence.wire(new AuditInquiry(), chain);
    }

    @Test
    void whatIsWrittenIsSealedInOrderAndWhole() {
        write(3);
        assertThat(seal()).isEqualTo(3);
        write(2);
        assertThat(seal()).isEqualTo(2);
        assertThat(seal()).isZero();

        assertThat(check()).isEmpty();
        assertThat(persistence.inTransaction(() -> chain.head()).length()).isEqualTo(5);
        assertThat(lines(PLATFORM))
                .extracting(line -> line.number().orElseThrow())
                .containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "UPDATE audit_entry SET actor = 'somebody else' WHERE chain_no = 3",
                "UPDATE audit_entry SET action = 'SIGNED_IN' WHERE chain_no = 3",
                "UPDATE audit_entry SET subject = 'x', detail = detail WHERE chain_no = 3",
                "UPDATE audit_entry SET customer_id = 8 WHERE chain_no = 3",
                "UPDATE audit_entry SET customer_id = NULL WHERE chain_no = 3",
                "UPDATE audit_entry SET hash = 'ff' WHERE chain_no = 3",
                "UPDATE audit_entry SET happened_at = TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00' WHERE chain_no = 3",
                "DELETE FROM audit_entry WHERE chain_no = 3"
            })
    void aChangedOrRemovedEntryIsFound(String change) {
        write(5);
        seal();
        change(change);

        assertThat(check()).contains(3L);
    }

    @Test
    void anEntryThatIsCutOffAtTheEndIsFound() {
        write(5);
        seal();
        change("DELETE FROM audit_entry WHERE chain_no = 5");

        assertThat(check()).contains(5L);
    }

    @Test
    void ofManyWhoSealAtOnceEveryEntryIsSealedOnce() throws Exception {
        write(40);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> work = List.of(this::seal, this::seal, this::seal, this::seal);
            int sealed = 0;
            for (Future<Integer> each : threads.invokeAll(work)) {
                sealed += each.get();
            }
            assertThat(sealed).isEqualTo(40);
        } finally {
            threads.shutdownNow();
        }
        assertThat(check()).isEmpty();
    }

    @Test
    void whatIsOldGoesAndTheRestIsWholeStill() {
        write(3);
        seal();
        clock.forward(Duration.ofDays(10));
        write(2);
        seal();

        assertThat(persistence.inTransaction(() -> chain.removeOld(START.plus(Duration.ofDays(5)))))
                .isEqualTo(3);
        assertThat(check()).isEmpty();
        change("DELETE FROM audit_entry WHERE chain_no = 4");
        assertThat(check()).contains(4L);
    }

    @Test
    void aCustomersAdministratorReadsItsOwnAndNobodyElseAny() {
        write(2);
        persistence.inTransaction(() -> trail.record("root", Optional.of(8L), AuditAction.LIST_CHANGED, "other", ""));
        Viewer own = new Viewer("boss", Role.CUSTOMER_ADMINISTRATOR, Optional.of(7L));

        assertThat(lines(own)).hasSize(2).allMatch(line -> line.customerId().equals(Optional.of(7L)));
        assertThat(lines(PLATFORM)).hasSize(3);
        for (Role role : List.of(Role.QUARANTINE_MANAGER, Role.HELP_DESK)) {
            Viewer other = new Viewer("desk", role, Optional.of(7L));
            assertThatThrownBy(() -> lines(other)).isInstanceOf(DeniedException.class);
        }
        assertThatThrownBy(() -> inquiry.check(own)).isInstanceOf(DeniedException.class);
    }

    private void write(int entries) {
        for (int i = 0; i < entries; i++) {
            String subject = "thing " + i;
            persistence.inTransaction(
                    () -> trail.record("anna", Optional.of(7L), AuditAction.LIST_CHANGED, subject, "+é"));
        }
    }

    private int seal() {
        return persistence.inTransaction(() -> chain.seal());
    }

    private Optional<Long> check() {
        return persistence.inTransaction(() -> chain.check());
    }

    private List<AuditLine> lines(Viewer viewer) {
        return new ArrayList<>(
                persistence.inTransaction(() -> inquiry.list(viewer, "", ALL)).items());
    }

    private void change(String statement) {
        persistence.inTransaction(
                () -> persistence.entityManager().createNativeQuery(statement).executeUpdate());
    }
}
