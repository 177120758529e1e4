package org.ecluse.filter.reputation;

/** What can be seen of a client, with what it counts. Names are stable: they stand in rows. */
public enum Observation {
    UNKNOWN_RECIPIENT(5, 0),
    VIRUS(25, 0),
    /** A score that the shipped weights alone bring over the quarantine threshold. */
    SPAM(10, 0),
    /** What no mail server does: another protocol, endless errors, commands far ahead of the replies. */
    PROTOCOL_FAULT(3, 0),
    EARLY_TALKER(3, 0),
    /** Went to its recipient without a doubt. */
    GOOD_MAIL(0, 5);

    private final int bad;
    private final int good;

    Observation(int bad, int good) {
        this.bad = bad;
        this.good = good;
    }

    int bad() {
        return bad;
    }

    int good() {
        return good;
    }
}
