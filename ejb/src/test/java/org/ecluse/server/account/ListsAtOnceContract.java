package org.ecluse.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.DomainRows;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.policy.ListLine;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several who change one user's lists in the same moment: a sender stands once, on one list, and each hears what is true. */
@Covers({"R3.8", "B2"})
abstract class ListsAtOnceContract {
    private static final int AT_ONCE = 8;
    private static final String ANNA = "anna@partner.example";
    private static final Instant NOW = Instant.parse("2026-03-02T04:00:00Z");

    private TestPersistence persistence;
    private UserLists lists;
    private ListOwner alice;

    /** On a database with the schema and no row. */
    abstract TestPersistence persistence() throws Exception;

    @BeforeEach
    void open() throws Exception {
        persistence = persistence();
        MovingClock clock = new MovingClock(NOW);
        lists = persistence.wire(
                new UserLists(), persistence.wire(new DomainRows()), persistence.wire(new AuditTrail(), clock), clock);
        CustomerRow customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", NOW));
        persistence.saved(new DomainRow(
                customer.id(), "demo.example", RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, NOW));
        alice = new ListOwner(
                customer.id(), EmailAddress.parse("alice@demo.example").orElseThrow());
    }

    @Test
    void ofManyWhoAddTheSameOneDoesAndTheOthersHearThatItIsThere() throws Exception {
        List<String> answers = atOnce(turn -> add(Colour.ALLOW));

        assertThat(answers).filteredOn("added"::equals).hasSize(1);
        assertThat(answers).filteredOn("error.list.double"::equals).hasSize(AT_ONCE - 1);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void theTwoListsExcludeEachOther() throws Exception {
        List<String> answers = atOnce(turn -> add(turn % 2 == 0 ? Colour.ALLOW : Colour.BLOCK));

        assertThat(answers).filteredOn("added"::equals).hasSize(1);
        assertThat(lines()).hasSize(1);
    }

    @Test
    void ofManyWhoTakeOffOneDoesAndItCanBePutBackOnce() throws Exception {
        add(Colour.ALLOW);
        long id = lines().get(0).id();

        List<String> answers = atOnce(turn -> remove(id));

        assertThat(answers).filteredOn("removed"::equals).hasSize(1);
        assertThat(lines()).isEmpty();
        assertThat(persistence.count("RemovedListEntryRow x")).isEqualTo(1);
    }

    @Test
    void everyOneOfManyDifferentChangesIsTheNextMailsConfiguration() throws Exception {
        long before = version();
        atOnce(turn -> added("sender" + turn + "@partner.example", Colour.BLOCK));

        assertThat(lines()).hasSize(AT_ONCE);
        assertThat(version()).isEqualTo(before + AT_ONCE);
    }

    private String add(Colour colour) {
        return added(ANNA, colour);
    }

    private String added(String sender, Colour colour) {
        try {
            persistence.inTransaction(() -> lists.add(alice, new ListWish(colour, sender, "", Optional.empty())));
            return "added";
        } catch (InvalidInputException e) {
            return e.textKey();
        }
    }

    private String remove(long id) {
        try {
            persistence.inTransaction(() -> lists.remove(alice, id));
            return "removed";
        } catch (NotThereException e) {
            return "not there";
        }
    }

    private List<ListLine> lines() {
        return persistence.inTransaction(() -> lists.lines(alice));
    }

    private long version() {
        return persistence.inTransaction(() -> persistence
                .entityManager()
                .createQuery("select c.configVersion from CustomerRow c", Long.class)
                .getSingleResult());
    }

    /** What each of several threads, let go together, gets. */
    private static List<String> atOnce(IntFunction<String> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CountDownLatch ready = new CountDownLatch(AT_ONCE);
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int turn = i;
                running.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return work.apply(turn);
                }));
            }
            List<String> results = new ArrayList<>();
            for (Future<String> each : running) {
                results.add(each.get(30, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
