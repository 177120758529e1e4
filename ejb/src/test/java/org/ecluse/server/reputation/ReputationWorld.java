package org.ecluse.server.reputation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.CustomerRow;
import org.ecluse.server.security.AuditTrail;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.SettingsReader;
import org.ecluse.testkit.MovingClock;
import org.ecluse.testkit.TestCaches;
import org.ecluse.testkit.TestPersistence;

/** The block list with its rows on H2 and its cache in memory, wired as the container does, and a clock that the test moves. */
final class ReputationWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    static final String CLIENT = "192.0.2.1";

    final TestPersistence persistence = TestPersistence.empty();
    final MovingClock clock = new MovingClock(START);
    final TestCaches caches = new TestCaches();
    final Observations observations;
    final EvidenceStore store;
    final ListingLedger ledger;
    final BlockList list;
    final Assessor assessor;
    final ReputationDoubts doubts;
    final BlockListing listing;
    final BlockPages pages;
    final Viewer platform = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());

    /** @param given settings beside those of the demonstration */
    ReputationWorld(Map<String, String> given) {
        Map<String, String> values =
                new HashMap<>(Map.of("ecluse.demo", "true", "ecluse.smtp.trusted-networks", "198.51.100.0/24"));
        values.putAll(given);
        ServerSettings settings = new SettingsReader(key -> Optional.ofNullable(values.get(key))).read();
        observations = persistence.wire(new Observations(), settings);
        store = persistence.wire(new EvidenceStore(), settings);
        store.cache = caches.memory("reputation", 1_000);
        ledger = persistence.wire(new ListingLedger());
        list = persistence.wire(new BlockList(), ledger, settings, clock);
        assessor = persistence.wire(new Assessor(), observations, store, ledger, list, clock);
        doubts = persistence.wire(new ReputationDoubts(), list, store, settings, clock);
        Listings listings =
                persistence.wire(new Listings(), persistence.wire(new AuditTrail(), clock), settings, clock);
        listing = persistence.wire(new BlockListing(), listings, list, store, clock);
        pages = persistence.wire(new BlockPages(), listings, settings, clock);
        customer("Demo");
    }

    void customer(String name) {
        persistence.saved(new CustomerRow(name, "fr", "Europe/Paris", START));
    }

    /** So many of {@code what}, which {@code customer} reports, looked at at once. */
    void see(String client, Observation what, long customer, int times) {
        for (int i = 0; i < times; i++) {
            observations.see(address(client), what, customer);
        }
        assessor.look();
    }

    List<ListedClient> all() {
        return listing.list(platform, "", new PageRequest(0, 50)).items();
    }

    ListedClient only() {
        List<ListedClient> all = all();
        if (all.size() != 1) {
            throw new AssertionError(all);
        }
        return all.get(0);
    }

    boolean isRefused(String client) {
        return list.refusing(address(client)).isPresent();
    }

    boolean isDoubtful(String client) {
        return !doubts.about(address(client)).isEmpty();
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
}
