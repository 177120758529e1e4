package org.ecluse.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryServiceTest {
    private static final Viewer PLATFORM = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
    private static final DomainRules LIST =
            new DomainRules(RecipientCheck.LIST, UnknownRecipients.REFUSE, Optional.empty(), true, true);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T05:00:00Z"));
    private TestPersistence persistence;
    private DirectoryService directory;
    private DomainRemoval removal;
    private long customer;

    @BeforeEach
    void open() {
        persistence = TestPersistence.empty();
        DomainRows domains = persistence.wire(new DomainRows());
        AuditTrail audit = persistence.wire(new AuditTrail(), clock);
        directory = persistence.wire(new DirectoryService(), domains, audit, clock);
        removal = persistence.wire(new DomainRemoval(), domains, audit, clock);
        customer =
                directory.createCustomer(PLATFORM, "Demo", "fr", "Europe/Paris").id();
    }

    /** A lost count would leave the mail path with a policy that is no longer there. */
    @Test
    void everyChangeIsCountedAlsoWhenManyAreMadeAtOnce() throws Exception {
        int changes = 8;
        IntStream.range(0, changes).forEach(i -> create("d" + i + ".example"));
        long before = version();
        ExecutorService administrators = Executors.newFixedThreadPool(changes);
        try {
            List<Callable<Domain>> all = IntStream.range(0, changes)
                    .<Callable<Domain>>mapToObj(
                            i -> () -> directory.changeDomain(PLATFORM, "d" + i + ".example", LIST, Optional.empty()))
                    .toList();
            for (var answer : administrators.invokeAll(all)) {
                answer.get();
            }
        } finally {
            administrators.shutdownNow();
        }
        assertThat(version()).isEqualTo(before + changes);
    }

    @Test
    void aRenamedCustomerKeepsItsCount() {
        long before = version();
        directory.changeCustomer(PLATFORM, customer, "Another name", "en", "UTC");
        assertThat(version()).isEqualTo(before + 1);
        assertThat(directory.customer(PLATFORM, customer).name()).isEqualTo("Another name");
    }

    @Test
    void aDomainThatWasTakenOutIsNowhere() {
        create("gone.example");
        create("stays.example");
        long before = version();
        removal.remove(PLATFORM, "gone.example");

        assertThat(directory.domains(PLATFORM)).extracting(Domain::name).containsExactly("stays.example");
        assertThat(directory.customer(PLATFORM, customer).domains()).isEqualTo(1);
        assertThatThrownBy(() -> directory.domain(PLATFORM, "gone.example")).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> removal.remove(PLATFORM, "gone.example")).isInstanceOf(NotThereException.class);
        assertThat(version()).isEqualTo(before + 1);
        create("gone.example");
        removal.remove(PLATFORM, "gone.example");
        create("gone.example");
    }

    /** Whoever has the name next must not be judged by what its former people reported. */
    @Test
    @Covers("R2.8")
    void whatRecipientsReportedGoesWithTheirDomain() {
        create("gone.example");
        create("stays.example");
        List.of("ann@gone.example", "ann@stays.example").forEach(this::reported);

        removal.remove(PLATFORM, "gone.example");

        for (String table : List.of("banner_copy", "recipient_model")) {
            assertThat(persistence.<List<?>>inTransaction(() -> persistence
                            .entityManager()
                            .createNativeQuery("SELECT address FROM " + table)
                            .getResultList()))
                    .as(table)
                    .isEqualTo(List.of("ann@stays.example"));
        }
    }

    private void reported(String address) {
        for (String row : List.of(
                "banner_copy (copy_id, address, customer_id, language, tokens, expires_at) VALUES (:address, :address,"
                        + " :customer, 'fr', X'00', CURRENT_TIMESTAMP)",
                "recipient_model (address, customer_id, model) VALUES (:address, :customer, X'00')")) {
            persistence.inTransaction(() -> persistence
                    .entityManager()
                    .createNativeQuery("INSERT INTO " + row)
                    .setParameter("address", address)
                    .setParameter("customer", customer)
                    .executeUpdate());
        }
    }

    private void create(String name) {
        directory.createDomain(PLATFORM, customer, name, LIST, List.of());
    }

    private long version() {
        return persistence.inTransaction(() ->
                persistence.entityManager().find(CustomerRow.class, customer).configVersion());
    }
}
