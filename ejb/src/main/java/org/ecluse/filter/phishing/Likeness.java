package org.ecluse.filter.phishing;

/**
 * How a host imitates a domain it is not.
 *
 * @param of the domain imitated
 */
record Likeness(Kind kind, String of) {
    /** The first is the stronger. */
    enum Kind {
        /** Looks the same, or but for a letter. */
        LOOKS_LIKE,
        /** Holds the name among other words. */
        HOLDS
    }
}
