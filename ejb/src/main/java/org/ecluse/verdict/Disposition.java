package org.ecluse.verdict;

/** What happens to one recipient's copy, from the mildest to the strictest (decisions: What happens to a copy). */
public enum Disposition {
    DELIVER,
    /** Held where the user may release it. */
    QUARANTINE,
    /** Held where only administrators may release it (R2.6). */
    THREAT_QUARANTINE,
    /** Not decided yet: 4yz, or stored as SCAN_PENDING when other copies are decided. */
    DEFER,
    /** Not taken: 5yz when all recipients alike, else as DESTROY. */
    REJECT,
    /** Gone, leaving a tombstone (B16). */
    DESTROY,
    /** Taken and forgotten for a recipient that does not exist (R1.13). */
    DISCARD;

    public boolean stricterThan(Disposition other) {
        return compareTo(other) > 0;
    }
}
