package org.ecluse.server.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestPersistence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers({"R1.13", "R3.10", "R5.1"})
class DomainAliasTest {
    private static final Viewer PLATFORM = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());
    private static final DomainRules LIST =
            new DomainRules(RecipientCheck.LIST, UnknownRecipients.REFUSE, Optional.empty(), true, true);
    private static final String MAIN = "main.example";
    private static final String OTHER = "autre.example";

    private final MovingClock clock = new MovingClock(Instant.parse("2026-03-02T05:00:00Z"));
    private TestPersistence persistence;
    private DomainRows domains;
    private DirectoryService directory;
    private AddressService addresses;
    private DomainAliasService aliases;
    private DomainRemoval removal;
    private RecipientDirectory recipients;
    private long customer;

    @BeforeEach
    void open() {
        persistence = TestPersistence.empty();
        domains = persistence.wire(new DomainRows());
        AuditTrail audit = persistence.wire(new AuditTrail(), clock);
        directory = persistence.wire(new DirectoryService(), domains, audit, clock);
        addresses = persistence.wire(new AddressService(), domains, audit, clock);
        aliases = persistence.wire(new DomainAliasService(), domains, audit, clock);
        removal = persistence.wire(new DomainRemoval(), domains, audit, clock);
        recipients = persistence.wire(new RecipientDirectory());
        customer = customer("Demo");
        create(customer, MAIN);
        addresses.put(PLATFORM, MAIN, "anna@main.example", Optional.empty(), Optional.empty());
        addresses.put(PLATFORM, MAIN, "sales@main.example", Optional.of("anna@main.example"), Optional.empty());
        aliases.add(PLATFORM, MAIN, OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "anna@autre.example,         anna@main.example",
        "Anna+shop@AUTRE.example,    anna@main.example",
        "sales@autre.example,        anna@main.example",
        "sales+x@autre.example,      anna@main.example",
        "nobody@autre.example,       nobody@main.example",
        "nobody+x@autre.example,     nobody@main.example",
        "anna@main.example,          anna@main.example",
        "anna@elsewhere.example,     anna@elsewhere.example"
    })
    void whoeverIsMeantIsDecidedFor(String written, String meant) {
        assertThat(recipients
                        .decidedFor(EmailAddress.parse(written).orElseThrow())
                        .key())
                .isEqualTo(meant);
    }

    @Test
    void theGateReadsTheDomainItself() throws SQLException {
        DomainFacts facts = facts(OTHER).orElseThrow();
        assertThat(facts).isEqualTo(facts(MAIN).orElseThrow());
        EmailAddress written = EmailAddress.parse("anna@autre.example").orElseThrow();
        assertThat(recipients.find(written, facts).orElseThrow().decidedFor().key())
                .isEqualTo("anna@main.example");
        assertThat(recipients.find(EmailAddress.parse("nobody@autre.example").orElseThrow(), facts))
                .isEmpty();
    }

    @Test
    void aNameOfADomainThatIsSwitchedOffIsSwitchedOffToo() throws SQLException {
        directory.changeDomain(
                PLATFORM,
                MAIN,
                new DomainRules(RecipientCheck.LIST, UnknownRecipients.REFUSE, Optional.empty(), true, false),
                Optional.empty());
        assertThat(facts(OTHER)).isEmpty();
    }

    @Test
    void itIsOneOfTheCustomersOwnNames() {
        assertThat(persistence.inTransaction(() -> domains.names(customer)))
                .containsExactlyInAnyOrder(new DomainName(MAIN), new DomainName(OTHER));
        assertThat(directory.domain(PLATFORM, MAIN).aliases()).containsExactly(OTHER);
        assertThat(directory.domains(PLATFORM)).extracting(Domain::name).containsExactly(MAIN);
    }

    @Test
    void aNameBelongsToOneDomainOnly() throws SQLException {
        long other = customer("Other");
        create(other, "second.example");

        aliases.add(PLATFORM, MAIN, OTHER);
        assertThat(directory.domain(PLATFORM, MAIN).aliases()).containsExactly(OTHER);
        assertRefused("error.domain.taken", () -> aliases.add(PLATFORM, "second.example", OTHER));
        assertRefused("error.domain.taken", () -> aliases.add(PLATFORM, MAIN, "second.example"));
        assertRefused("error.domain.taken", () -> aliases.add(PLATFORM, MAIN, MAIN));
        assertRefused("error.domain.taken", () -> create(other, OTHER));
        assertThat(facts(OTHER).orElseThrow().customerId()).isEqualTo(customer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "word", "two words.example", "a@b.example", "-.example"})
    void whatIsNoDomainIsNoName(String written) {
        assertRefused("error.domain.name", () -> aliases.add(PLATFORM, MAIN, written));
    }

    @Test
    void namesAreBounded() {
        for (int i = 1; i < 50; i++) {
            aliases.add(PLATFORM, MAIN, "n" + i + ".example");
        }
        assertRefused("error.domain.aliases.many", () -> aliases.add(PLATFORM, MAIN, "n50.example"));
    }

    @Test
    void nobodyElseGivesOrTakesAName() {
        long other = customer("Other");
        create(other, "second.example");
        Viewer stranger = new Viewer("stranger", Role.CUSTOMER_ADMINISTRATOR, Optional.of(other));
        Viewer helpDesk = new Viewer("desk", Role.HELP_DESK, Optional.of(customer));

        assertThatThrownBy(() -> aliases.add(stranger, MAIN, "x.example")).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> aliases.remove(stranger, MAIN, OTHER)).isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> aliases.remove(stranger, "second.example", OTHER))
                .isInstanceOf(NotThereException.class);
        assertThatThrownBy(() -> aliases.add(helpDesk, MAIN, "x.example")).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> aliases.remove(helpDesk, MAIN, OTHER)).isInstanceOf(DeniedException.class);
        assertThat(directory.domain(PLATFORM, MAIN).aliases()).containsExactly(OTHER);
    }

    @Test
    void whatIsTakenAwayIsFreeAndMailForItIsNobodys() throws SQLException {
        aliases.remove(PLATFORM, MAIN, OTHER);
        assertThat(facts(OTHER)).isEmpty();
        assertThatThrownBy(() -> aliases.remove(PLATFORM, MAIN, OTHER)).isInstanceOf(NotThereException.class);

        aliases.add(PLATFORM, MAIN, OTHER);
        removal.remove(PLATFORM, MAIN);
        assertThat(facts(OTHER)).isEmpty();
        create(customer, OTHER);
        assertThat(facts(OTHER).orElseThrow().name()).isEqualTo(new DomainName(OTHER));
    }

    @Test
    void everyChangeIsTheNextMailsConfiguration() throws SQLException {
        long before = facts(MAIN).orElseThrow().configVersion();
        aliases.add(PLATFORM, MAIN, "third.example");
        aliases.remove(PLATFORM, MAIN, "third.example");
        assertThat(facts(MAIN).orElseThrow().configVersion()).isEqualTo(before + 2);
    }

    private static void assertRefused(String reason, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.textKey()).isEqualTo(reason));
    }

    private Optional<DomainFacts> facts(String name) throws SQLException {
        return recipients.domain(new DomainName(name));
    }

    private long customer(String name) {
        return directory.createCustomer(PLATFORM, name, "fr", "Europe/Paris").id();
    }

    private void create(long owner, String name) {
        directory.createDomain(PLATFORM, owner, name, LIST, List.of());
    }
}
