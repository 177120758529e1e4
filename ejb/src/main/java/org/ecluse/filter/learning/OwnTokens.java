package org.ecluse.filter.learning;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.ecluse.filter.Tokens;

/**
 * Those tokens of a message that a customer's own learning goes by: at most {@value #MOST}, chosen by their hash, so that two messages
 * that are alike keep the same ones. Words and build, not single characters and not what the rules found. Ascending; no text.
 */
public final class OwnTokens {
    public static final int MOST = 256;
    /** A message with fewer tells too little to be learned. */
    public static final int LEAST = 12;

    private static final int HASH = 0x9E3779B1;

    private OwnTokens() {}

    /** The chosen buckets, ascending. */
    public static int[] of(Tokens tokens) {
        long[] ranked = new long[tokens.size()];
        int count = 0;
        for (int i = tokens.ofRules(); i < tokens.size(); i++) {
            int bucket = tokens.bucket(i);
            if (!TokenGroup.of(bucket).isOfLetters()) {
                ranked[count++] = ((long) (bucket * HASH >>> 1) << 32) | bucket;
            }
        }
        if (count > MOST) {
            Arrays.sort(ranked, 0, count);
            count = MOST;
        }
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            chosen[i] = (int) ranked[i];
        }
        Arrays.sort(chosen);
        return chosen;
    }

    /** Whether a token is a word, or words beside each other. */
    public static boolean isWord(int bucket) {
        return TokenGroup.of(bucket) == TokenGroup.WORDS;
    }

    /** Share of the tokens of both together that both have; 0 to 1. */
    public static double likeness(int[] one, int[] other) {
        int common = 0;
        int i = 0;
        int j = 0;
        while (i < one.length && j < other.length) {
            int order = Integer.compare(one[i], other[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        int all = one.length + other.length - common;
        return all == 0 ? 0 : (double) common / all;
    }

    /** As few octets: what {@link #unpacked} reads. */
    public static byte[] packed(int[] ascending) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(ascending.length * 2 + 4);
        Varint.write(ascending.length, out);
        int last = -1;
        for (int bucket : ascending) {
            Varint.write(bucket - last - 1, out);
            last = bucket;
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException these octets were not written by {@link #packed} */
    public static int[] unpacked(byte[] octets) {
        Varint.Reader in = new Varint.Reader(octets);
        int[] buckets = new int[in.atMost(MOST)];
        int last = -1;
        for (int i = 0; i < buckets.length; i++) {
            last += in.atMost(TokenBag.BUCKETS - last - 2) + 1;
            buckets[i] = last;
        }
        in.end();
        return buckets;
    }
}
