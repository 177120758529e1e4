package org.ecluse.filter.learning;

/** Sizes as steps that double: what matters is the order, not the number. */
final class Scale {
    private Scale() {}

    /** 0 for 0, 1 for 1, 2 for 2 and 3, 3 for 4 to 7, … */
    static int of(long count) {
        return 64 - Long.numberOfLeadingZeros(Math.max(count, 0));
    }
}
