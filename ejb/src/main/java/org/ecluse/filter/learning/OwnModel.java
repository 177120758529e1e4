package org.ecluse.filter.learning;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * What one customer's people taught, on top of the shipped model: for each token how many lessons of either kind had it. It is the
 * exact sum of the lessons, so that taking one away leaves what was there before. Immutable. {@link #memoryBytes} each: eight octets a
 * token and 16 KB.
 */
public final class OwnModel {
    /** Before any lesson. */
    public static final OwnModel EMPTY = new OwnModel(new int[0], new char[0], new char[0]);

    /** More lessons of a customer are not kept: the oldest is forgotten. */
    public static final int MOST_LESSONS = 500;
    /** What a lesson counts at most. */
    public static final int MOST_WEIGHT = 2;

    private static final int SECTION_BITS = 12;
    private static final int SECTIONS = 1 << SECTION_BITS;
    private static final int SECTION_SHIFT = TokenBag.BITS - SECTION_BITS;
    private static final int MOST_TOKENS = MOST_LESSONS * OwnTokens.MOST;

    private final int[] tokens;
    private final char[] spam;
    private final char[] ham;
    /** Where each section of token numbers begins, so that looking one up costs a few steps. */
    private final int[] starts;

    private OwnModel(int[] tokens, char[] spam, char[] ham) {
        this.tokens = tokens;
        this.spam = spam;
        this.ham = ham;
        this.starts = new int[SECTIONS + 1];
        int place = 0;
        for (int section = 0; section <= SECTIONS; section++) {
            while (place < tokens.length && tokens[place] >> SECTION_SHIFT < section) {
                place++;
            }
            starts[section] = place;
        }
    }

    public boolean isEmpty() {
        return tokens.length == 0;
    }

    /** Tokens that were taught. */
    public int size() {
        return tokens.length;
    }

    /** What it takes in memory. */
    public long memoryBytes() {
        return 8L * tokens.length + 4L * (SECTIONS + 1) + 100;
    }

    /** With one more lesson. @param weight 1 to {@value #MOST_WEIGHT} */
    public OwnModel with(int[] lesson, boolean isSpam, int weight) {
        return changed(lesson, isSpam, weight);
    }

    /**
     * Without a lesson that was learned before.
     *
     * @throws IllegalStateException it was not, or not with this weight
     */
    public OwnModel without(int[] lesson, boolean isSpam, int weight) {
        return changed(lesson, isSpam, -weight);
    }

    private OwnModel changed(int[] lesson, boolean isSpam, int weight) {
        if (Math.abs(weight) > MOST_WEIGHT || weight == 0) {
            throw new IllegalArgumentException("weight " + weight);
        }
        int[] merged = new int[tokens.length + lesson.length];
        char[] mergedSpam = new char[merged.length];
        char[] mergedHam = new char[merged.length];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < tokens.length || j < lesson.length) {
            boolean own = j == lesson.length || i < tokens.length && tokens[i] <= lesson[j];
            boolean taught = i == tokens.length || j < lesson.length && lesson[j] <= tokens[i];
            int token = own ? tokens[i] : lesson[j];
            int change = taught ? weight : 0;
            int spamCount = (own ? spam[i] : 0) + (isSpam ? change : 0);
            int hamCount = (own ? ham[i] : 0) + (isSpam ? 0 : change);
            if (spamCount < 0 || hamCount < 0 || spamCount > Character.MAX_VALUE || hamCount > Character.MAX_VALUE) {
                throw new IllegalStateException("not a lesson of this model");
            }
            if (spamCount + hamCount > 0) {
                merged[count] = token;
                mergedSpam[count] = (char) spamCount;
                mergedHam[count] = (char) hamCount;
                count++;
            }
            i += own ? 1 : 0;
            j += taught ? 1 : 0;
        }
        return new OwnModel(
                Arrays.copyOf(merged, count), Arrays.copyOf(mergedSpam, count), Arrays.copyOf(mergedHam, count));
    }

    /** Place of a token, or below 0. */
    private int place(int token) {
        int section = token >> SECTION_SHIFT;
        return Arrays.binarySearch(tokens, starts[section], starts[section + 1], token);
    }

    /**
     * What was taught about a token, drawn to nothing while little was: −1 (wanted) to 1 (spam). One lesson of a user gives a third.
     */
    double leaning(int token) {
        int place = place(token);
        return place < 0 ? 0 : leaningAt(place);
    }

    private double leaningAt(int place) {
        double sum = spam[place] + ham[place];
        return (spam[place] - ham[place]) / (sum + 2);
    }

    /**
     * How much a message is like what was taught: mean of its tokens' leanings, where tokens count less the more lessons had them, for
     * those are in every mail; −1 (wanted) to 1 (spam).
     */
    public double evidence(int[] message) {
        double sum = 0;
        double weights = 0;
        for (int token : message) {
            int place = place(token);
            double weight = place < 0 ? 1 : 1 / Math.sqrt(1.0 + spam[place] + ham[place]);
            weights += weight;
            sum += place < 0 ? 0 : weight * leaningAt(place);
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /** About three octets a token; what {@link #parse} reads. The same lessons give the same octets, in whatever order. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(tokens.length * 4 + 8);
        Varint.write(tokens.length, out);
        int last = -1;
        for (int i = 0; i < tokens.length; i++) {
            Varint.write(tokens[i] - last - 1, out);
            Varint.write(spam[i], out);
            Varint.write(ham[i], out);
            last = tokens[i];
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException these octets were not written by {@link #toBytes} */
    public static OwnModel parse(byte[] octets) {
        Varint.Reader in = new Varint.Reader(octets);
        int[] tokens = new int[in.atMost(MOST_TOKENS + OwnTokens.MOST)];
        char[] spam = new char[tokens.length];
        char[] ham = new char[tokens.length];
        int last = -1;
        for (int i = 0; i < tokens.length; i++) {
            last += in.atMost(TokenBag.BUCKETS - last - 2) + 1;
            tokens[i] = last;
            spam[i] = (char) in.atMost(Character.MAX_VALUE);
            ham[i] = (char) in.atMost(Character.MAX_VALUE);
        }
        in.end();
        return new OwnModel(tokens, spam, ham);
    }
}
