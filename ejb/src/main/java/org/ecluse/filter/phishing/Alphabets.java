package org.ecluse.filter.phishing;

/** Hosts with a label that no language writes. */
final class Alphabets {
    private static final int MOST_LABELS = 10;

    private Alphabets() {}

    static boolean mixedIn(String host) {
        String[] labels = host.split("\\.", MOST_LABELS + 1);
        for (int i = 0; i < Math.min(labels.length, MOST_LABELS); i++) {
            if (Skeleton.mixesAlphabets(labels[i])) {
                return true;
            }
        }
        return false;
    }
}
