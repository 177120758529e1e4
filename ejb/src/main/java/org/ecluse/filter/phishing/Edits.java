package org.ecluse.filter.phishing;

/** Typing mistakes between two short words: letters left out, added, changed or swapped with their neighbour. */
final class Edits {
    private static final int LONGEST = 63;

    private Edits() {}

    /**
     * True if at most {@code most} edits make {@code one} into {@code other} (optimal string alignment).
     *
     * @param most 0 to 3
     */
    static boolean within(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most || one.length() > LONGEST || other.length() > LONGEST) {
            return false;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return false;
            }
            beforeLast = last;
            last = row;
        }
        return last[other.length()] <= most;
    }
}
