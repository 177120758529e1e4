package org.ecluse.verdict;

import java.util.Locale;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.Marking;

/** What a delivered copy is marked as (R2.7); one of the bulk classes of R2.2, or spam, which goes before them. */
public enum Mark {
    SPAM,
    ADVERTISING,
    NEWSLETTER,
    SOCIAL;

    static Mark of(BulkClass bulk) {
        return valueOf(bulk.name());
    }

    /** The word in the header of the copy. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What is to stand before the subject under this policy, "" for nothing. */
    public String word(Marking marking) {
        return this == SPAM ? marking.spamWord() : marking.bulkWord();
    }
}
