package org.ecluse.server.tracking;

/** Entries of the timeline of one recipient's copy (B3). */
public enum EventKind {
    RCPT_REFUSED,
    GREY_FIRST,
    GREY_EARLY,
    GREY_LATE,
    GREY_PASSED,
    RECEIVED,
    DECIDED,
    QUEUED,
    ATTEMPTED,
    DELIVERED,
    BOUNCED,
    /** Somebody took the copy out of the queue. */
    CANCELLED,
    /** Somebody stopped its delivery for a while. */
    HELD,
    QUARANTINED,
    RELEASED,
    EXPIRED,
    DESTROYED,
    LEARNED,
    VIEWED
}
