package org.ecluse.server.digest;

/** Why a report that was due was not made (R3.14). */
public enum OmissionReason {
    NOTHING_NEW,
    /** The level was Aucun (R3.13). */
    LEVEL_NONE,
    /** The domain was switched off, or another customer's. */
    NOT_SERVED,
    /** The date's report of this place had gone already, because the hours were changed during the day. */
    TIME_MOVED,
    /** It could not be made; it is tried again until it can. */
    FAILED
}
