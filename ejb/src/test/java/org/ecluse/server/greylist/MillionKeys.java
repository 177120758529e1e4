package org.ecluse.server.greylist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.ecluse.filter.greylist.GreyKey;
import org.ecluse.testkit.TestCaches;

/**
 * Measures what an attacker costs who opens as many correspondences as it can: entries, heap, disk and rows, with the caches as the
 * server has them. Argument: how many keys each attack tries (1,000,000).
 */
public final class MillionKeys {
    private static final int IN_MEMORY = 50_000; // as in wildfly-config/cli/infinispan-caches.cli
    /** So many tries go through the whole zone, with its rows, until those reach their bound; the rest only opens and fills. */
    private static final int WHOLE = 12_000;

    private static final double MEGABYTE = 1024 * 1024;

    private MillionKeys() {}

    public static void main(String[] arguments) throws IOException {
        int keys = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        System.out.printf(
                "%-26s %9s %9s %9s %9s %8s %8s%n",
                "attack", "tries/s", "waiting", "heap MB", "disk MB", "events", "notices");
        attack("one /24", keys, i -> "192.0.2." + i % 250);
        attack("one /48 of IPv6", keys, i -> "2001:db8:1:" + Integer.toHexString(i % 65_536) + "::1");
        attack("a network for each key", keys, i -> (i >> 16) + 20 + "." + (i >> 8 & 255) + "." + (i & 255) + ".1");
        System.exit(0); // Infinispan's threads
    }

    private static void attack(String name, int keys, IntFunction<String> client) throws IOException {
        Path folder = Files.createTempDirectory("ecluse-greylist");
        Map<String, Integer> outcomes = new TreeMap<>();
        try (GreyWorld world = new GreyWorld();
                TestCaches caches = new TestCaches()) {
            world.room.waiting = caches.stored("grey-waiting", IN_MEMORY, folder);
            world.from("warm@up.example").at("203.0.113.1").outcome();
            double before = heap();
            long started = System.nanoTime();
            for (int i = 0; i < keys; i++) {
                world.clock.forward(Duration.ofMillis(1));
                GreyWorld.Attempt attempt =
                        world.from("a@domain-" + i + ".example").at(client.apply(i));
                outcomes.merge(i < WHOLE ? attempt.outcome() : knock(world, attempt.build()), 1, Integer::sum);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            System.out.printf(
                    "%-26s %9.0f %9d %9.1f %9.1f %8d %8d   %s%n",
                    name,
                    keys / seconds,
                    world.room.waiting.size(),
                    heap() - before,
                    disk(folder),
                    world.persistence.count("EventRow x"),
                    world.persistence.count("GreyNoticeRow x"),
                    outcomes);
        } finally {
            delete(folder);
        }
    }

    private static String knock(GreyWorld world, GreyTry attempt) {
        return world.room
                .knock(
                        GreyKey.candidates(
                                attempt.client(),
                                attempt.helo(),
                                attempt.from(),
                                attempt.facts().get()),
                        attempt.client(),
                        attempt.policy(),
                        world.clock.instant())
                .map(knock -> knock.decision().kind().name())
                .orElse("GREY_FULL");
    }

    private static double heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    private static double disk(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(MillionKeys::size)
                            .sum()
                    / MEGABYTE;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(each);
            }
        }
    }
}
