package org.ecluse.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.verdict.Disposition;

/** Counts what a replay sees and keeps the first differences. Not for use by several threads. */
public final class ReplayTally {
    private final PolicyReplay replay;
    private final int mostDifferences;
    private final List<Difference> differences = new ArrayList<>();
    private final Map<Step, Long> steps = new TreeMap<>(
            Comparator.comparing(Step::from).thenComparing(Step::to).thenComparing(Step::marking));
    private long examined;
    private long changed;
    private long blind;

    /**
     * Copies that go the same way.
     *
     * @param marking they are marked otherwise under one policy than under the other
     */
    public record Step(Disposition from, Disposition to, boolean marking) {}

    /** @param mostDifferences how many are listed; all are counted */
    public ReplayTally(PolicyReplay replay, int mostDifferences) {
        this.replay = replay;
        this.mostDifferences = mostDifferences;
    }

    /** Tries the draft on {@code copy}, which {@code policy} decided. */
    public void examine(StoredDecision copy, FilterPolicy policy) {
        examined++;
        if (replay.isBlindTo(copy, policy)) {
            blind++;
        }
        Optional<Difference> difference = replay.difference(copy, policy);
        difference.ifPresent(this::count);
    }

    private void count(Difference difference) {
        changed++;
        Decided before = difference.before();
        Decided after = difference.after();
        steps.merge(
                new Step(
                        before.disposition(),
                        after.disposition(),
                        !before.mark().equals(after.mark())),
                1L,
                Long::sum);
        differences.add(difference);
    }

    /** True once as many differences are listed as there may be: the next page goes on from there. */
    public boolean isFull() {
        return differences.size() >= mostDifferences;
    }

    public long examined() {
        return examined;
    }

    public long changed() {
        return changed;
    }

    /** Copies on which the draft's rules for attachments could not be tried. */
    public long blind() {
        return blind;
    }

    /** In the order in which they were examined. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many copies went which way, from the mildest to the strictest. */
    public Map<Step, Long> steps() {
        return Collections.unmodifiableMap(steps);
    }
}
