package org.ecluse.server.greylist;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.greylist.ClientDoubts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.directory.DomainRow;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.UnknownRecipients;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.server.tracking.EventKind;
import org.ecluse.server.tracking.EventRow;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestCaches;
import org.ecluse.testkit.TestPersistence;

/** A grey zone with its rows on H2 and its caches in memory, wired as the container does, and a clock that the test moves. */
final class GreyWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

    final TestPersistence persistence = TestPersistence.empty();
    final MovingClock clock = new MovingClock(START);
    final TestCaches caches = new TestCaches();
    final WaitingRoom room;
    final NetworkShares shares = new NetworkShares();
    final Correspondents correspondents;
    final GreyLedger ledger;
    final GreyZone zone;
    final GreyNotices notices;
    final ExpectedSenders senders;
    final DelayPages pages;
    final CustomerRow customer;
    final CustomerRow other;
    final Viewer administrator;
    final Viewer platform = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());

    /** What the reputation says of every client. */
    final Set<Doubt> reputation = EnumSet.noneOf(Doubt.class);

    GreyPolicy policy = GreyPolicy.DEFAULT;

    GreyWorld() {
        ServerSettings settings = new SettingsReader(
                        key -> Optional.ofNullable(Map.of("ecluse.demo", "true").get(key)))
                .read();
        shares.networks = caches.memory("networks", 50_000);
        GreyIds ids = persistence.wire(new GreyIds(), persistence.wire(new SigningKeys(), clock), clock);
        room = persistence.wire(new WaitingRoom(), shares, ids, clock);
        room.waiting = caches.memory("waiting", 50_000);
        GreyRecords records = new GreyRecords();
        records.dataSource = persistence.dataSource();
        ledger = persistence.wire(new GreyLedger());
        correspondents = persistence.wire(new Correspondents(), records, ledger, clock);
        GreyTeller teller = persistence.wire(new GreyTeller(), ledger);
        ClientDoubts doubts = client -> reputation;
        zone = persistence.wire(new GreyZone(), room, records, correspondents, teller, doubts, settings, clock);
        notices = persistence.wire(new GreyNotices(), clock);
        senders = persistence.wire(new ExpectedSenders(), persistence.wire(new AuditTrail(), clock), clock);
        pages = persistence.wire(new DelayPages(), notices, clock);
        customer = persistence.saved(new CustomerRow("Demo", "fr", "Europe/Paris", START));
        other = persistence.saved(new CustomerRow("Other", "en", "Europe/London", START));
        persistence.saved(domain(customer, "demo.example"));
        persistence.saved(domain(other, "other.example"));
        administrator = new Viewer("admin", Role.CUSTOMER_ADMINISTRATOR, Optional.of(customer.id()));
    }

    /** Puts the waiting ones into a file store below {@code folder}, as the server has them. */
    void store(TestCaches own, Path folder) {
        room.waiting = own.stored("stored", 100, folder);
    }

    private static DomainRow domain(CustomerRow owner, String name) {
        return new DomainRow(owner.id(), name, RecipientCheck.LIST, UnknownRecipients.REFUSE, null, true, true, START);
    }

    Attempt from(String sender) {
        return new Attempt(sender);
    }

    List<EventRow> events() {
        return persistence.inTransaction(() -> persistence
                .entityManager()
                .createQuery("select e from EventRow e order by e.happenedAt, e.id", EventRow.class)
                .getResultList());
    }

    List<EventKind> eventKinds() {
        return events().stream().map(EventRow::kind).toList();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    @Override
    public void close() {
        caches.close();
    }

    /** One try, with what a test changes of it. Without a change the client has no reverse name, which is a doubt. */
    final class Attempt {
        private final String sender;
        private final List<String> faults = new ArrayList<>();
        private String recipient = "alice@demo.example";
        private CustomerRow owner = customer;
        private String client = "192.0.2.17";
        private String helo = "mail.sender.example";
        private SenderFacts facts;

        Attempt(String sender) {
            this.sender = sender;
            this.facts = facts(SpfResult.NONE, -1, ReverseName.NONE);
        }

        Attempt to(String address) {
            recipient = address;
            owner = address.endsWith("@other.example") ? other : customer;
            return this;
        }

        Attempt at(String literal) {
            client = literal;
            return this;
        }

        Attempt greeting(String name) {
            helo = name;
            return this;
        }

        Attempt faulty(String fault) {
            faults.add(fault);
            return this;
        }

        Attempt knownAs(SenderFacts known) {
            facts = known;
            return this;
        }

        /** Nothing speaks against it. */
        Attempt clean() {
            return knownAs(facts(SpfResult.PASS, 32, ReverseName.CONFIRMED));
        }

        /** SPF passes, so it has a pool; it has no reverse name. */
        Attempt pooled() {
            return knownAs(facts(SpfResult.PASS, 24, ReverseName.NONE));
        }

        GreyTry build() {
            return new GreyTry(
                    owner.id(),
                    policy,
                    EmailAddress.parse(recipient).orElseThrow(),
                    address(client),
                    address("203.0.113.25"),
                    helo,
                    ReversePath.of(EmailAddress.parse(sender)),
                    faults,
                    () -> facts);
        }

        GreyAnswer decide() {
            try {
                return zone.decide(build());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** {@code FIRST}, {@code EARLY}, {@code LATE}, the symbol of a passage, or {@code PASSED}. */
        String outcome() {
            GreyAnswer answer = decide();
            if (answer instanceof GreyAnswer.Delayed delayed) {
                return delayed.kind().name();
            }
            return ((GreyAnswer.Passed) answer).finding().map(f -> f.symbol()).orElse("PASSED");
        }

        String outcomeAfter(Duration time) {
            clock.forward(time);
            return outcome();
        }

        private SenderFacts facts(SpfResult spf, int bits, ReverseName reverse) {
            String domain = sender.substring(sender.indexOf('@') + 1);
            return new SenderFacts(
                    spf,
                    Optional.of(domain).filter(name -> !name.isEmpty()),
                    reverse,
                    reverse == ReverseName.CONFIRMED ? Optional.of("mail.sender.example") : Optional.empty(),
                    bits < 0 ? OptionalInt.empty() : OptionalInt.of(bits),
                    HeloName.UNCONFIRMED,
                    false);
        }
    }
}
