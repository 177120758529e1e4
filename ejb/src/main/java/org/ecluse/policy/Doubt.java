package org.ecluse.policy;

/** A reason to delay an unknown correspondence in the grey zone (R1.4, decisions: Grey zone). A temporary DNS error is none. */
public enum Doubt {
    SPF_FAIL,
    SPF_SOFTFAIL,
    /** On a DNS block list. */
    LISTED,
    /** On the internal block list, or of bad reputation there (R1.8). */
    BAD_REPUTATION,
    NO_REVERSE_NAME,
    GENERIC_REVERSE_NAME,
    FORGED_HELO,
    DMARC_WITHOUT_SPF,
    /** Weak: the sender's domain was first seen here less than a day ago. */
    NEW_DOMAIN,
    EARLY_TALKER,
    /** Commands sent ahead of replies where that is not allowed. */
    PIPELINING_ABUSE
}
