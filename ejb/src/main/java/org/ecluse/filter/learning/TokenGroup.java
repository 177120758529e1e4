package org.ecluse.filter.learning;

/**
 * What a token is about. Each group has buckets of its own, so that a bucket's number tells its group, and a length of its own:
 * a long text does not drown how a mail is built.
 */
enum TokenGroup {
    /** Words and words near each other. */
    WORDS(0, 20, 1.0),
    /** Characters beside each other as they are written, marks and capitals included. */
    CHARACTERS(1 << 20, 18, 1.0),
    /** Characters beside each other in the source of what is shown, elements of HTML included. */
    SOURCE((1 << 20) + (1 << 18), 18, 1.0),
    /** Header, parts, links, HTML and what the rules found. */
    BUILD((1 << 20) + (1 << 19), 19, 1.0);

    static final TokenGroup[] ALL = values();

    final int base;
    final int bits;
    /** Length of a message in this group. */
    final double share;

    TokenGroup(int base, int bits, double share) {
        this.base = base;
        this.bits = bits;
        this.share = share;
    }

    /** Of a bucket number. */
    static TokenGroup of(int bucket) {
        if (bucket < SOURCE.base) {
            return bucket < CHARACTERS.base ? WORDS : CHARACTERS;
        }
        return bucket < BUILD.base ? SOURCE : BUILD;
    }

    /** Runs of letters: so many of them stand for one thing that they are no single evidence. */
    boolean isOfLetters() {
        return this == CHARACTERS || this == SOURCE;
    }
}
