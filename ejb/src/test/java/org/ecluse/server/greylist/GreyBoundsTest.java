package org.ecluse.server.greylist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.ecluse.filter.greylist.GreyEntry;
import org.ecluse.filter.greylist.GreyWindow;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an attacker can fill, and what two connections at once do. */
@Covers({"R1.4", "B7"})
@Timeout(60)
class GreyBoundsTest {
    private GreyWorld world;

    @BeforeEach
    void open() {
        world = new GreyWorld();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aNetworkHasTwoHundredWaitingAndTheOldestGoForMore() {
        for (int i = 0; i < NetworkShares.OF_NETWORK + 50; i++) {
            assertThat(from(i, "192.0.2." + i % 200).outcome()).isEqualTo("FIRST");
        }
        assertThat(world.room.waiting).hasSize(NetworkShares.OF_NETWORK);
        assertThat(from(0, "198.51.100.1").outcome()).isEqualTo("FIRST"); // another network has its own
        assertThat(from(100, "192.0.2.1").outcome()).isEqualTo("EARLY");

        world.clock.forward(Duration.ofMinutes(2));
        assertThat(from(100, "192.0.2.1").outcome()).isEqualTo("GREY_PASSED");
        assertThat(from(249, "192.0.2.1").outcome()).isEqualTo("GREY_PASSED");
        assertThat(from(0, "192.0.2.1").outcome()).isEqualTo("FIRST"); // it had to go, and nobody passes unseen
    }

    @Test
    void whatIsForgottenTakesNoRoom() {
        for (int i = 0; i < NetworkShares.OF_NETWORK; i++) {
            from(i, "192.0.2.1").outcome();
        }
        world.clock.forward(GreyWindow.lifespan(GreyPolicy.DEFAULT).plusMinutes(2));
        from(500, "192.0.2.1").outcome();
        assertThat(world.shares.networks.get("192.0.2.0/24").split(",")).hasSize(1);
    }

    @Test
    void aSiteOfIpv6HasNoMoreThanAThousand() {
        for (int network = 0; network < 8; network++) {
            for (int i = 0; i < NetworkShares.OF_NETWORK; i++) {
                assertThat(from(i, "2001:db8:7:" + network + "::1").outcome()).isEqualTo("FIRST");
            }
        }
        assertThat(world.room.waiting).hasSize(NetworkShares.OF_SITE);
        assertThat(from(1, "2001:db8:7:7::1").outcome()).isEqualTo("EARLY");
        assertThat(from(1, "2001:db8:7:0::1").outcome()).isEqualTo("FIRST");
    }

    @Test
    void theCountFollowsWhatOpensClosesAndFades() {
        WaitingCount count = new WaitingCount(Duration.ofHours(9));
        Instant now = GreyWorld.START;
        count.found(900, now);
        count.opened(now.plus(Duration.ofHours(9)));
        count.opened(now.plus(Duration.ofHours(9)));
        count.opened(now.plus(Duration.ofHours(5)));
        assertThat(count.at(now)).isEqualTo(903);
        count.closed(now.plus(Duration.ofHours(9)));
        count.closed(now.plus(Duration.ofHours(3))); // of before the start
        assertThat(count.at(now)).isEqualTo(902);
        assertThat(count.at(now.plus(Duration.ofHours(3)))).isEqualTo(602);
        assertThat(count.at(now.plus(Duration.ofHours(6)))).isEqualTo(301);
        assertThat(count.at(now.plus(Duration.ofHours(10)))).isZero();
    }

    @Test
    void thoseOfBeforeAStartAreCounted() {
        for (int i = 0; i < 5; i++) {
            world.room.waiting.put("of-before-" + i, "v1|1|1|0");
        }
        world.room.most = 5;
        assertThat(world.from("info@sender.example").outcome()).isEqualTo("FIRST");
        world.room.recount();
        assertThat(world.from("a@another.example").outcome()).isEqualTo("GREY_FULL");
    }

    @Test
    void hammeringIsNeitherCountedNorToldForEver() {
        for (int i = 0; i < 500; i++) {
            world.clock.forward(Duration.ofMillis(10));
            world.from("info@sender.example").outcome();
        }
        assertThat(world.events()).hasSizeLessThan(GreyEntry.MOST_COUNTED);
        assertThat(world.room.waiting.values())
                .allSatisfy(value ->
                        assertThat(GreyEntry.parse(value).orElseThrow().tries()).isEqualTo(GreyEntry.MOST_COUNTED));
    }

    @Test
    void aNetworkFillsNoTimeline() {
        for (int i = 0; i < 190; i++) {
            from(i, "192.0.2.1").outcome();
        }
        assertThat(world.events()).hasSize(EventBudget.OF_NETWORK);
        assertThat(world.persistence.count("GreyNoticeRow x")).isEqualTo(EventBudget.OF_NETWORK);
        assertThat(world.room.waiting).hasSize(190);
    }

    @Test
    void allTogetherFillNoTimelineEither() {
        EventBudget budget = new EventBudget();
        Instant now = GreyWorld.START;
        int told = 0;
        for (int i = 0; i < 100_000; i++) {
            told += budget.admits("198.18." + i / 50 + ".0/24", now) ? 1 : 0;
        }
        assertThat(told).isEqualTo(EventBudget.IN_ALL);
        assertThat(budget.takeUntold()).isEqualTo(90_000);
        assertThat(budget.takeUntold()).isZero();
        assertThat(budget.admits("203.0.113.0/24", now.plus(Duration.ofHours(1))))
                .isTrue();
    }

    @Test
    void connectionsAtOnceOpenOneWindow() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<String>> tries = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String recipient = "user" + i + "@demo.example";
                tries.add(() -> world.from("info@sender.example").to(recipient).outcome());
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : clients.invokeAll(tries)) {
                outcomes.add(each.get());
            }
            assertThat(outcomes.stream().filter("FIRST"::equals)).hasSize(1);
            assertThat(outcomes.stream().collect(Collectors.toSet())).isEqualTo(Set.of("FIRST", "EARLY"));
            assertThat(world.room.waiting).hasSize(1);
            assertThat(world.shares.networks.values().stream().map(value -> value.split(",").length))
                    .containsOnly(1);
        } finally {
            clients.shutdownNow();
        }
    }

    private GreyWorld.Attempt from(int number, String client) {
        return world.from("a@d" + number + ".example").at(client);
    }
}
