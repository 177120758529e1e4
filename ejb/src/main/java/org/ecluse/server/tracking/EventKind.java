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
    /** A notification of failure or delay goes to the sender; its message id is the detail. */
    SENDER_TOLD,
    /** It failed, and the sender is not told; a word of the detail says why. */
    SENDER_NOT_TOLD,
    /** Taken and forgotten: the recipient does not exist (R1.13). */
    DISCARDED,
    /** The client was told to come again: nothing was kept. */
    DEFERRED,
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
