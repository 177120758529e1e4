package org.ecluse.filter.learning;

/** In how many spam and ham messages each bucket was seen: what Bayes learns from. Not safe for several threads. */
public final class TokenCounts {
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
        return TokenGroup.of(bucket) != TokenGroup.CHARACTERS
                && seen(bucket) >= 2
                && Math.abs(probability(bucket) - 0.5) >= Fisher.LEAST_DEVIATION;
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
