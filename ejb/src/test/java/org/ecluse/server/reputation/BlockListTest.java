package org.ecluse.server.reputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ecluse.server.reputation.ReputationWorld.CLIENT;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.policy.Doubt;
import org.ecluse.server.access.DeniedException;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.reputation.ListedClient.State;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what sessions note to a listing and off it again, the clock driven by hand. */
@Covers("R1.8")
class BlockListTest {
    private static final Duration HALF_LIFE = Duration.ofHours(6);

    private ReputationWorld world;

    @BeforeEach
    void open() {
        world = new ReputationWorld(Map.of());
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aClientIsDoubtedThenListedThenRefused() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 9);
        assertThat(world.isDoubtful(CLIENT)).isFalse();
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 1);
        assertThat(world.doubts.about(ReputationWorld.address(CLIENT))).containsExactly(Doubt.BAD_REPUTATION);
        assertThat(world.all()).isEmpty();
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 10);
        assertThat(state()).isEqualTo(State.LISTED);
        assertThat(world.isRefused(CLIENT)).isFalse();
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 20);
        assertThat(state()).isEqualTo(State.REFUSED);
        assertThat(world.isRefused(CLIENT)).isTrue();
        assertThat(world.only().seen().text()).isEqualTo("UNKNOWN_RECIPIENT=40");
        assertThat(world.only().client()).isEqualTo(CLIENT);
        assertThat(world.isRefused("192.0.2.2")).isFalse();
    }

    @Test
    void everythingEndsByItself() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        world.clock.forward(HALF_LIFE.minusSeconds(1));
        assertThat(world.isRefused(CLIENT)).isTrue();
        world.clock.forward(Duration.ofSeconds(1));
        assertThat(world.isRefused(CLIENT)).isFalse();
        assertThat(world.isDoubtful(CLIENT)).isTrue();
        world.clock.forward(HALF_LIFE.plusSeconds(1));
        assertThat(world.isDoubtful(CLIENT)).isFalse();
        assertThat(state()).isEqualTo(State.ENDED);
        world.clock.forward(Duration.ofDays(31));
        assertThat(world.ledger.forget(world.clock.instant())).isEqualTo(1);
        assertThat(world.all()).isEmpty();
    }

    @Test
    void goodMailEndsAListingEarlier() {
        world.see(CLIENT, Observation.SPAM, 1, 12);
        assertThat(state()).isEqualTo(State.LISTED);
        world.see(CLIENT, Observation.GOOD_MAIL, 1, 80);
        assertThat(state()).isEqualTo(State.ENDED);
        assertThat(world.isDoubtful(CLIENT)).isFalse();
    }

    @Test
    void aRemovedClientIsLetInAtOnceAndNotListedAgainForAWeek() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        String id = world.only().id();
        ListedClient removed = world.listing.remove(world.platform, id);
        assertThat(removed.removal().orElseThrow().by()).isEqualTo("root");
        assertThat(state()).isEqualTo(State.REMOVED);
        assertThat(world.isRefused(CLIENT)).isFalse();
        assertThat(world.isDoubtful(CLIENT)).isFalse();
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 100);
        assertThat(state()).isEqualTo(State.REMOVED);
        assertThat(world.isRefused(CLIENT)).isFalse();
        world.clock.forward(Duration.ofDays(7));
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        assertThat(world.isRefused(CLIENT)).isTrue();
        assertThat(world.all()).hasSize(2);
    }

    @Test
    void aRemovalCanBeUndoneWhileTheListingWouldLast() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        String id = world.only().id();
        world.listing.remove(world.platform, id);
        assertThat(world.listing.putBack(world.platform, id).removal()).isEmpty();
        assertThat(world.isRefused(CLIENT)).isTrue();
        world.listing.remove(world.platform, id);
        assertThat(world.listing.isReturnable(world.only())).isTrue();
        world.clock.forward(Duration.ofDays(2));
        assertThat(world.listing.isReturnable(world.only())).isFalse();
        assertThatThrownBy(() -> world.listing.putBack(world.platform, id))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.textKey()).isEqualTo("error.reputation.over"));
        world.clock.forward(Duration.ofDays(7));
        assertThatThrownBy(() -> world.listing.remove(world.platform, id)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void trustedNetworksAreNeitherObservedNorListed() {
        world.see("198.51.100.7", Observation.VIRUS, 1, 1_000);
        assertThat(world.all()).isEmpty();
        assertThat(world.store.cache).isEmpty();
        assertThat(world.isDoubtful("198.51.100.7")).isFalse();
    }

    @Test
    void withSeveralCustomersOneAloneGetsNobodyRefused() {
        world.customer("Other");
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 1); // learns how many there are
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 1_000);
        assertThat(state()).isEqualTo(State.LISTED);
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 2, 20);
        assertThat(state()).isEqualTo(State.REFUSED);
    }

    @Test
    void anAddressOfIpv6StandsForItsNetwork() {
        for (int i = 1; i <= 40; i++) {
            world.see("2001:db8::" + i, Observation.UNKNOWN_RECIPIENT, 1, 1);
        }
        assertThat(world.only().client()).isEqualTo("2001:db8::/64");
        assertThat(world.isRefused("2001:db8::ffff")).isTrue();
        assertThat(world.isRefused("2001:db8:0:1::1")).isFalse();
    }

    @Test
    void aListedNetworkIsADoubtForThoseOnlyThatHaveNotShownBetter() {
        for (int i = 10; i < 15; i++) {
            world.see("192.0.2." + i, Observation.VIRUS, 1, 4);
        }
        assertThat(world.all()).anySatisfy(listing -> {
            assertThat(listing.client()).isEqualTo("192.0.2.0/24");
            assertThat(listing.isNetwork()).isTrue();
            assertThat(listing.state(world.clock.instant())).isEqualTo(State.LISTED);
        });
        assertThat(world.isDoubtful("192.0.2.99")).isTrue();
        assertThat(world.isRefused("192.0.2.99")).isFalse();
        world.see("192.0.2.99", Observation.GOOD_MAIL, 1, 10);
        assertThat(world.isDoubtful("192.0.2.99")).isFalse();
    }

    @Test
    void thereAreNeverMoreThanTheBound() {
        ListingLedger bounded = new ListingLedger();
        bounded.most = 3;
        ListingLedger wired = world.persistence.wire(bounded);
        Assessor assessor =
                world.persistence.wire(new Assessor(), world.observations, world.store, wired, world.list, world.clock);
        for (int i = 0; i < 6; i++) {
            for (int n = 0; n < 20; n++) {
                world.observations.see(ReputationWorld.address("203.0." + i + ".1"), Observation.UNKNOWN_RECIPIENT, 1);
            }
        }
        assessor.look();
        assertThat(world.all()).hasSize(3);
    }

    @Test
    void whatDoesNotFitUntilTheNextLookIsDroppedAndCounted() {
        for (int i = 0; i < Observations.MOST + 7; i++) {
            world.observations.see(ReputationWorld.address(CLIENT), Observation.GOOD_MAIL, 1);
        }
        assertThat(world.observations.dropped()).isEqualTo(7);
        assertThat(world.observations.take()).hasSize(Observations.MOST);
        assertThat(world.observations.take()).isEmpty();
    }

    @Test
    void aBrokenMemoryCostsObservationsAndNothingElse() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        world.store.cache.stop();
        world.see("192.0.2.200", Observation.UNKNOWN_RECIPIENT, 1, 40);
        assertThat(world.isRefused(CLIENT)).isTrue();
        assertThat(world.isDoubtful("192.0.2.200")).isFalse();
    }

    @Test
    void switchedOffItSeesNothing() {
        ReputationWorld off = new ReputationWorld(Map.of("ecluse.reputation.enabled", "false"));
        off.see(CLIENT, Observation.VIRUS, 1, 100);
        assertThat(off.all()).isEmpty();
        assertThat(off.isDoubtful(CLIENT)).isFalse();
        off.close();
    }

    @Test
    void aSearchForAnAddressFindsItsNetworkToo() {
        for (int i = 10; i < 15; i++) {
            world.see("192.0.2." + i, Observation.VIRUS, 1, 4);
        }
        PageRequest page = new PageRequest(0, 50);
        assertThat(world.listing.list(world.platform, "192.0.2.12", page).items())
                .extracting(ListedClient::client)
                .containsExactlyInAnyOrder("192.0.2.12", "192.0.2.0/24");
        assertThat(world.listing.list(world.platform, "2.1", page).total()).isEqualTo(5);
        assertThat(world.listing.list(world.platform, "%", page).total()).isZero();
    }

    @Test
    void onlyThePlatformsAdministratorsMay() {
        world.see(CLIENT, Observation.UNKNOWN_RECIPIENT, 1, 40);
        String id = world.only().id();
        Viewer customer = new Viewer("c", Role.CUSTOMER_ADMINISTRATOR, Optional.of(1L));
        PageRequest page = new PageRequest(0, 50);
        assertThatThrownBy(() -> world.listing.list(customer, "", page)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> world.listing.find(customer, id)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> world.listing.remove(customer, id)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> world.listing.putBack(customer, id)).isInstanceOf(DeniedException.class);
        assertThatThrownBy(() -> world.listing.find(world.platform, "nothing")).isInstanceOf(NotThereException.class);
    }

    private State state() {
        return world.only().state(world.clock.instant());
    }
}
