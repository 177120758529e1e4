package org.ecluse.filter.learning;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * What one customer's people taught, on top of the shipped model: for each token in how many lessons it was, and how many people say
 * that it speaks for spam or against it. A pure function of the lessons, so that taking one away leaves what was there before.
 * Immutable. {@link #memoryBytes} each: ten octets a token and 16 KB.
 */
public final class OwnModel {
    /** Before any lesson. */
    public static final OwnModel EMPTY = new OwnModel(new int[0], new char[0], new char[0], new char[0]);

    /** More lessons of a customer are not kept: the oldest is forgotten. */
    public static final int MOST_LESSONS = 500;
    /** What a lesson counts at most. */
    public static final int MOST_WEIGHT = 2;

    private static final int SECTION_BITS = 12;
    private static final int SECTIONS = 1 << SECTION_BITS;
    private static final int SECTION_SHIFT = TokenBag.BITS - SECTION_BITS;
    private static final int MOST_TOKENS = MOST_LESSONS * OwnTokens.MOST;
    /** Follows a 0 where lessons and people are counted apart; models written before that begin with their size. */
    private static final int PEOPLE_APART = 1;

    private final int[] tokens;
    private final char[] lessons;
    private final char[] spam;
    private final char[] ham;
    /** See {@link #custom}. */
    private final double custom;
    /** Where each section of token numbers begins, so that looking one up costs a few steps. */
    private final int[] starts;

    /**
     * A lesson as far as the sum needs it.
     *
     * @param tokens ascending
     * @param weight 1 to {@value #MOST_WEIGHT}
     * @param teacher tells one person's lessons from another's
     */
    public record Taught(int[] tokens, boolean spam, int weight, String teacher) {
        public Taught {
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException("weight " + weight);
            }
        }
    }

    private OwnModel(int[] tokens, char[] lessons, char[] spam, char[] ham) {
        this.tokens = tokens;
        this.lessons = lessons;
        this.spam = spam;
        this.ham = ham;
        this.custom = likenessOfLessons();
        this.starts = new int[SECTIONS + 1];
        int place = 0;
        for (int section = 0; section <= SECTIONS; section++) {
            while (place < tokens.length && tokens[place] >> SECTION_SHIFT < section) {
                place++;
            }
            starts[section] = place;
        }
    }

    /**
     * Of at most {@value #MOST_LESSONS} lessons, in whatever order. What one person says of a token counts once for each kind, with the
     * highest weight, however many lessons had it: a single voice does not become a choir.
     */
    public static OwnModel of(List<Taught> lessons) {
        return OwnModelSum.of(lessons);
    }

    /** What {@link OwnModelSum} counted: four arrays of one length, the tokens ascending. */
    static OwnModel counted(int[] tokens, char[] lessons, char[] spam, char[] ham) {
        return new OwnModel(tokens, lessons, spam, ham);
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
        return 10L * tokens.length + 4L * (SECTIONS + 1) + 100;
    }

    /** Place of a token, or below 0. */
    private int place(int token) {
        int section = token >> SECTION_SHIFT;
        return Arrays.binarySearch(tokens, starts[section], starts[section + 1], token);
    }

    /**
     * What was taught about a token, drawn to nothing while few said so: −1 (wanted) to 1 (spam). One user gives a third, a manager a half.
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
     * those are in every mail; −1 (wanted) to 1 (spam). What one person taught gives no more than one lesson of that person can.
     */
    public double evidence(int[] message) {
        double sum = 0;
        double weights = 0;
        for (int token : message) {
            int place = place(token);
            double weight = place < 0 ? 1 : 1 / Math.sqrt(1.0 + lessons[place]);
            weights += weight;
            sum += place < 0 ? 0 : weight * leaningAt(place);
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /**
     * Evidence that one of the lessons would have found in the others, on average, −1 to 1: what messages of the taught kind have in
     * common anyway, and half of it all messages. Near 0 where both kinds were taught, and for a single lesson.
     */
    public double custom() {
        return custom;
    }

    private double likenessOfLessons() {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < tokens.length; i++) {
            double weight = Math.sqrt(lessons[i]); // in so many lessons, each time with one over this
            double others = (lessons[i] - 1.0) / lessons[i];
            sum += weight * (spam[i] - ham[i]) * others / ((spam[i] + ham[i]) * others + 2);
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }

    /** About four octets a token; what {@link #parse} reads. The same lessons give the same octets, in whatever order. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(tokens.length * 5 + 8);
        Varint.write(0, out);
        if (isEmpty()) {
            return out.toByteArray();
        }
        Varint.write(PEOPLE_APART, out);
        Varint.write(tokens.length, out);
        int last = -1;
        for (int i = 0; i < tokens.length; i++) {
            Varint.write(tokens[i] - last - 1, out);
            Varint.write(lessons[i], out);
            Varint.write(spam[i], out);
            Varint.write(ham[i], out);
            last = tokens[i];
        }
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException these octets were not written by {@link #toBytes} */
    public static OwnModel parse(byte[] octets) {
        Varint.Reader in = new Varint.Reader(octets);
        int first = in.atMost(MOST_TOKENS + OwnTokens.MOST);
        if (first == 0 && in.isAtEnd()) {
            return EMPTY;
        }
        boolean peopleApart = first == 0;
        if (peopleApart && in.atMost(PEOPLE_APART) != PEOPLE_APART) {
            throw new IllegalArgumentException("damaged: of no known kind");
        }
        int[] tokens = new int[peopleApart ? in.atMost(MOST_TOKENS) : first];
        char[] lessons = new char[tokens.length];
        char[] spam = new char[tokens.length];
        char[] ham = new char[tokens.length];
        int last = -1;
        for (int i = 0; i < tokens.length; i++) {
            last += in.atMost(TokenBag.BUCKETS - last - 2) + 1;
            tokens[i] = last;
            lessons[i] = peopleApart ? (char) in.atMost(MOST_LESSONS) : 0;
            spam[i] = (char) in.atMost(MOST_LESSONS * MOST_WEIGHT);
            ham[i] = (char) in.atMost(MOST_LESSONS * MOST_WEIGHT);
            if (!peopleApart) {
                lessons[i] = (char) (spam[i] + ham[i]);
            }
        }
        in.end();
        return new OwnModel(tokens, lessons, spam, ham);
    }
}
