package org.ecluse.filter.learning;

/** In how many spam and ham messages each bucket was seen: what Bayes learns from. Not safe for several threads. */
public final class TokenCounts {
    /** One token proves no more than this. */
    static final double MOST_SPREAD = 4;
    /** Messages of each kind that every token is thought to have been in. */
    private static final double UNSEEN = 0.5;

    private final int[] spam = new int[TokenBag.BUCKETS];
    private final int[] ham = new int[TokenBag.BUCKETS];
    private int spamMessages;
    private int hamMessages;

    public void learn(int[] tokens, boolean isSpam) {
        int[] counts = isSpam ? spam : ham;
        for (int token : tokens) {
            counts[token]++;
        }
        if (isSpam) {
            spamMessages++;
        } else {
            hamMessages++;
        }
    }

    /** Messages that the bucket was seen in. */
    int seen(int bucket) {
        return spam[bucket] + ham[bucket];
    }

    /** Worth keeping: seen often enough and mostly in one kind of mail. */
    boolean isTelling(int bucket) {
        return !TokenGroup.of(bucket).isOfLetters()
                && seen(bucket) >= 2
                && Math.abs(probability(bucket) - 0.5) >= Fisher.LEAST_DEVIATION;
    }

    /**
     * How unequally the bucket is spread over the two kinds: size of the log of the ratio of its shares, 0 to {@value #MOST_SPREAD}. A
     * regression over tokens scaled by it learns from few messages what a plain one cannot (S. Wang, C. Manning, "Baselines and
     * Bigrams", 2012).
     */
    double spread(int bucket) {
        if (seen(bucket) == 0) {
            return 0;
        }
        double inSpam = (spam[bucket] + UNSEEN) / (spamMessages + 2 * UNSEEN);
        double inHam = (ham[bucket] + UNSEEN) / (hamMessages + 2 * UNSEEN);
        return Math.min(MOST_SPREAD, Math.abs(Math.log(inSpam / inHam)));
    }

    /** Robinson's f(w): how likely a message with the token is spam, drawn to one half while little was seen; 0 to 1. */
    double probability(int bucket) {
        double inSpam = spam[bucket] / (double) Math.max(1, spamMessages);
        double inHam = ham[bucket] / (double) Math.max(1, hamMessages);
        double raw = inSpam + inHam == 0 ? Fisher.UNKNOWN : inSpam / (inSpam + inHam);
        int seen = seen(bucket);
        return (Fisher.STRENGTH * Fisher.UNKNOWN + seen * raw) / (Fisher.STRENGTH + seen);
    }
}
