package org.ecluse.server.digest;

/**
 * The subscriptions that one of several workers makes reports for: those whose id leaves {@code number} when divided by {@code of}. A
 * subscription is in one share, today and after a restart.
 *
 * @param number 0 to {@code of} - 1
 */
public record Share(int number, int of) {
    /** All of them. */
    public static final Share ALL = new Share(0, 1);

    public Share {
        if (of < 1 || number < 0 || number >= of) {
            throw new IllegalArgumentException("no share: " + number + " of " + of);
        }
    }
}
