package org.ecluse.filter.learning;

import java.util.Arrays;
import org.ecluse.filter.Tokens;

/**
 * The tokens of one message as bucket numbers, each bucket once, in the order of their first appearance. No text is kept but the
 * place where each was found, so that the explanation can quote the mail.
 */
public final class TokenBag implements Tokens {
    /** Buckets that tokens are hashed into, as a power of two. */
    public static final int BITS = 21;

    public static final int BUCKETS = 1 << BITS;
    /** More tokens of a message are not looked at. */
    public static final int MOST_TOKENS = 12 * 1024;

    /** A power of two, above {@link #MOST_TOKENS}. */
    private static final int TABLE = 16 * 1024;

    private static final int LONGEST_QUOTE = 40;

    private final int[] table = new int[TABLE];
    private final StringBuilder text = new StringBuilder();
    private int[] buckets = new int[1024];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private int size;
    private int ofRules;

    /** A token without a text that a reader could be shown. */
    void add(TokenGroup group, int hash) {
        add(group, hash, 0, 0);
    }

    /** A token about how the message is built. */
    void build(int hash) {
        add(TokenGroup.BUILD, hash, 0, 0);
    }

    /** A token that stands at {@code start} to {@code end} of {@link #text()}. */
    void add(TokenGroup group, int hash, int start, int end) {
        if (size >= MOST_TOKENS) {
            return;
        }
        int bucket = TokenHash.bucket(hash, group);
        int slot = bucket * 0x9E3779B1 >>> (32 - Integer.numberOfTrailingZeros(TABLE));
        while (table[slot] != 0) {
            if (table[slot] == bucket + 1) {
                return;
            }
            slot = (slot + 1) & (TABLE - 1);
        }
        table[slot] = bucket + 1;
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        buckets[size] = bucket;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** Where the quoted texts stand; the tokenizer appends to it. */
    StringBuilder text() {
        return text;
    }

    /** What was added so far tells what the rules found. */
    void endRules() {
        ofRules = size;
    }

    @Override
    public int ofRules() {
        return ofRules;
    }

    @Override
    public int size() {
        return size;
    }

    /** Bucket of token {@code i}, 0 to {@link #BUCKETS} − 1. */
    @Override
    public int bucket(int i) {
        return buckets[i];
    }

    /** The words of token {@code i} as the mail has them, in plain letters; "" for a token about the mail's build. */
    @Override
    public String quote(int i) {
        int end = Math.min(ends[i], starts[i] + LONGEST_QUOTE);
        return text.substring(starts[i], end).strip();
    }

    public boolean isFull() {
        return size >= MOST_TOKENS;
    }

    /** The buckets alone, ascending. */
    public int[] toArray() {
        int[] sorted = Arrays.copyOf(buckets, size);
        Arrays.sort(sorted);
        return sorted;
    }
}
