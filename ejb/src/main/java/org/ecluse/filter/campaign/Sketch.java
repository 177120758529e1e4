package org.ecluse.filter.campaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.ecluse.filter.Tokens;

/**
 * What near copies of a text have in common, as a few keys: its tokens are dealt into bins by their hash, the least of each bin is kept,
 * and two bins make a key (one-permutation min-hash). Two texts that share four of five tokens share four of {@value #BANDS} keys on average,
 * unrelated ones none. No text leads back from a key.
 *
 * @param keys {@value #BANDS}, stable for ever
 */
public record Sketch(List<String> keys) {
    public static final int BANDS = 6;
    /** Keys that two texts must share to be near copies. */
    public static final int ALIKE = 3;
    /** A text with fewer tokens is like many others by chance. */
    public static final int LEAST_TOKENS = 60;

    private static final int BINS = BANDS * 2;

    public Sketch {
        keys = List.copyOf(keys);
    }

    /** For a column; {@link #parse} reads it. */
    public String text() {
        return String.join(" ", keys);
    }

    /** Empty for what {@link #text} did not write. */
    public static Optional<Sketch> parse(String text) {
        List<String> keys = List.of(text.split(" ", -1));
        return keys.size() == BANDS ? Optional.of(new Sketch(keys)) : Optional.empty();
    }

    /**
     * Of a message's words; empty if they are too few.
     *
     * @param words which token numbers are words
     */
    public static Optional<Sketch> of(Tokens tokens, IntPredicate words) {
        int[] least = new int[BINS];
        Arrays.fill(least, Integer.MAX_VALUE);
        int count = 0;
        for (int i = tokens.ofRules(); i < tokens.size(); i++) {
            int bucket = tokens.bucket(i);
            if (words.test(bucket)) {
                count++;
                int hash = mixed(bucket);
                int bin = (int) ((hash & 0xFFFFL) * BINS >>> 16);
                least[bin] = Math.min(least[bin], hash >>> 1);
            }
        }
        return count < LEAST_TOKENS ? Optional.empty() : Optional.of(new Sketch(keys(least)));
    }

    private static List<String> keys(int[] least) {
        List<String> keys = new ArrayList<>(BANDS);
        for (int band = 0; band < BANDS; band++) {
            keys.add(
                    band + "." + Integer.toHexString(least[2 * band]) + "." + Integer.toHexString(least[2 * band + 1]));
        }
        return keys;
    }

    private static int mixed(int bucket) {
        int h = bucket * 0x9E3779B1;
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        return h;
    }
}
