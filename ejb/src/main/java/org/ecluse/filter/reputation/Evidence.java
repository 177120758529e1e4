package org.ecluse.filter.reputation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is remembered of one client or network: points that fade, by the source that brought them, and exact numbers for people. As
 * text: {@code v1|at|period|numbers|numbers before|praisers|praisers before|source:bad:good,…}, at most some 500 characters.
 *
 * <p>What bounds poisoning: a source adds a bounded number of bad and of good points; eight sources are told apart, and the smallest others
 * together add as much as so many sources that have reported good mail; nothing at all counts while three quarters of the points are
 * good ones.
 */
public final class Evidence {
    /** Faults of the session, which no customer reports. */
    public static final long PROTOCOL = -1;

    /** Sources that are not told apart any more. */
    private static final long REST = 0;

    private static final int SOURCES = 8;
    /** Where less of the points than this is bad, none of them counts. */
    private static final double TOLERATED = 0.25;

    private static final double NOTHING = 0.05;
    private static final int KINDS = Observation.values().length;
    private static final int MOST_COUNTED = 1_000_000;
    private static final int HEX = 16;
    private static final String VERSION = "v1";

    private final Instant at;
    private final Instant period;
    private final int[] numbers;
    private final int[] before;
    /** A bit for each source that reported good mail in this period, by its number modulo 64: about how many they are. */
    private final long praisers;

    private final long praisersBefore;
    private final Map<Long, Points> sources;

    private record Points(double bad, double good) {
        Points faded(double factor) {
            return new Points(bad * factor, good * factor);
        }

        Points plus(Points more) {
            return new Points(bad + more.bad, good + more.good);
        }

        /** Above a bound both shrink alike: who sends much is judged by the share of it that is bad, as who sends little. */
        Points bounded(double mostBad, double mostGood) {
            return faded(Math.min(1, Math.min(mostBad / bad, mostGood / good)));
        }

        double sum() {
            return bad + good;
        }
    }

    private Evidence(
            Instant at,
            Instant period,
            int[] numbers,
            int[] before,
            long praisers,
            long praisersBefore,
            Map<Long, Points> sources) {
        this.at = at;
        this.period = period;
        this.numbers = numbers;
        this.before = before;
        this.praisers = praisers;
        this.praisersBefore = praisersBefore;
        this.sources = sources;
    }

    public static Evidence none(Instant now) {
        Instant whole = Instant.ofEpochMilli(now.toEpochMilli());
        return new Evidence(whole, whole, new int[KINDS], new int[KINDS], 0, 0, Map.of());
    }

    /**
     * With one more observation.
     *
     * @param source above 0, or {@link #PROTOCOL}
     */
    public Evidence plus(Observation what, long source, ReputationRules rules, Instant now) {
        Evidence turned = turned(Instant.ofEpochMilli(now.toEpochMilli()), rules.halfLife());
        int[] counted = turned.numbers.clone();
        counted[what.ordinal()] = Math.min(counted[what.ordinal()] + 1, MOST_COUNTED);
        long praising = turned.praisers | (what.good() > 0 ? 1L << Math.floorMod(source, Long.SIZE) : 0);
        Map<Long, Points> added = new TreeMap<>(turned.sources);
        double mostBad = source == PROTOCOL ? rules.protocolBad() : rules.sourceBad();
        added.merge(
                source,
                new Points(what.bad(), what.good()).bounded(mostBad, rules.sourceGood()),
                (old, more) -> old.plus(more).bounded(mostBad, rules.sourceGood()));
        mergeSmallest(added, source, rules, Math.max(1, Long.bitCount(praising | turned.praisersBefore) - SOURCES));
        return new Evidence(turned.at, turned.period, counted, turned.before, praising, turned.praisersBefore, added);
    }

    /** At a later time: points have faded, and a period that is over is the one before. */
    private Evidence turned(Instant now, Duration halfLife) {
        Instant then = now.isBefore(at) ? at : now;
        Map<Long, Points> faded = faded(then, halfLife);
        if (then.isBefore(period.plus(halfLife))) {
            return new Evidence(then, period, numbers, before, praisers, praisersBefore, faded);
        }
        return then.isBefore(period.plus(halfLife.multipliedBy(2)))
                ? new Evidence(then, period.plus(halfLife), new int[KINDS], numbers, 0, praisers, faded)
                : new Evidence(then, then, new int[KINDS], new int[KINDS], 0, 0, faded);
    }

    /** Where the client stands with this. */
    public Standing standing(ReputationRules rules, Instant now) {
        return Standing.of(score(rules, now), rules, now);
    }

    /** Points that count now; 0 or more. */
    public double score(ReputationRules rules, Instant now) {
        Map<Long, Points> faded = faded(now, rules.halfLife());
        double bad = faded.values().stream().mapToDouble(Points::bad).sum();
        double good = faded.values().stream().mapToDouble(Points::good).sum();
        if (bad == 0) {
            return 0;
        }
        double share = (bad / (bad + good) - TOLERATED) / (1 - TOLERATED);
        return bad * Math.max(0, share);
    }

    /** Good points now. */
    public double good(ReputationRules rules, Instant now) {
        return faded(now, rules.halfLife()).values().stream()
                .mapToDouble(Points::good)
                .sum();
    }

    /** In exact numbers, of the present period of a half-life and the one before. */
    public Seen seen(ReputationRules rules) {
        Map<Observation, Integer> sums = new EnumMap<>(Observation.class);
        boolean early = Arrays.stream(before).anyMatch(number -> number > 0);
        for (Observation what : Observation.values()) {
            sums.put(what, numbers[what.ordinal()] + before[what.ordinal()]);
        }
        return new Seen(sums, early ? period.minus(rules.halfLife()) : period);
    }

    private Map<Long, Points> faded(Instant now, Duration halfLife) {
        double halves = (double) Math.max(0, Duration.between(at, now).toMillis()) / halfLife.toMillis();
        double factor = Math.pow(0.5, halves);
        Map<Long, Points> faded = new TreeMap<>();
        sources.forEach((source, points) -> {
            Points left = points.faded(factor);
            if (left.sum() >= NOTHING) {
                faded.put(source, left);
            }
        });
        return faded;
    }

    /**
     * @param newest stays: one that reports much must not hide among the smallest
     * @param many as so many sources the smallest ones together count
     */
    private static void mergeSmallest(Map<Long, Points> sources, long newest, ReputationRules rules, int many) {
        List<Long> others = sources.keySet().stream()
                .filter(source -> source > REST && source != newest)
                .toList();
        if (others.size() >= SOURCES && newest > REST) {
            long smallest = others.stream()
                    .min(Comparator.comparing(source -> sources.get(source).sum()))
                    .orElseThrow();
            Points rest = sources.getOrDefault(REST, new Points(0, 0)).plus(sources.remove(smallest));
            sources.put(REST, rest.bounded(many * rules.sourceBad(), many * rules.sourceGood()));
        }
    }

    /** What {@link #toString} wrote; anything else is none. */
    public static Optional<Evidence> parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 8 || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            Map<Long, Points> sources = new TreeMap<>();
            for (String source : fields[7].isEmpty() ? new String[0] : fields[7].split(",", -1)) {
                String[] parts = source.split(":", -1);
                sources.put(
                        Long.valueOf(parts[0]), new Points(Double.parseDouble(parts[1]), Double.parseDouble(parts[2])));
            }
            return Optional.of(new Evidence(
                    Instant.ofEpochMilli(Long.parseLong(fields[1])),
                    Instant.ofEpochMilli(Long.parseLong(fields[2])),
                    numbers(fields[3]),
                    numbers(fields[4]),
                    Long.parseUnsignedLong(fields[5], HEX),
                    Long.parseUnsignedLong(fields[6], HEX),
                    sources));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty(); // of another version, or damaged: the client begins anew
        }
    }

    private static int[] numbers(String text) {
        int[] numbers =
                Arrays.stream(text.split(",", -1)).mapToInt(Integer::parseInt).toArray();
        return Arrays.copyOf(numbers, KINDS);
    }

    @Override
    public String toString() {
        return String.join(
                "|",
                VERSION,
                Long.toString(at.toEpochMilli()),
                Long.toString(period.toEpochMilli()),
                text(numbers),
                text(before),
                Long.toHexString(praisers),
                Long.toHexString(praisersBefore),
                sources.entrySet().stream()
                        .map(entry -> String.format(
                                Locale.ROOT,
                                "%d:%.3f:%.3f",
                                entry.getKey(),
                                entry.getValue().bad(),
                                entry.getValue().good()))
                        .collect(Collectors.joining(",")));
    }

    private static String text(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
