package org.ecluse.filter.learning;

/** Strength of what was learned as the multiplier of a finding: bounded, so that a model alone neither destroys a message nor saves it. */
final class Strength {
    /** With the weight of 20 points that is 300 points: what rules are sure of stays spam. */
    static final double MOST_HAM = 15;
    /** 180 points: enough to hold (100) and far from destroyed (500), for which the rules must say far more than an advertisement makes them say. */
    static final double MOST_SPAM = 9;

    private Strength() {}

    /** Two decimals, −{@value #MOST_HAM} to {@value #MOST_SPAM}. */
    static double bounded(double strength) {
        double bounded = Math.max(-MOST_HAM, Math.min(MOST_SPAM, strength));
        return Math.round(bounded * 100) / 100.0;
    }
}
