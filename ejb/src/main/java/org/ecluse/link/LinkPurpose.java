package org.ecluse.link;

/** The one thing that a link does (B2). */
public enum LinkPurpose {
    /** Delivers a held copy to its recipient. */
    RELEASE,
    /** Delivers a held copy and records that it was no spam (R3.5). */
    NOT_SPAM,
    /** Takes a RELEASE or NOT_SPAM back: the delivery while it waits, the report after it too. */
    TAKE_BACK,
    /** Ends an address's daily report. */
    UNSUBSCRIBE,
    /** Takes an UNSUBSCRIBE back. */
    SUBSCRIBE,
    /** Puts the sender of a held copy on its recipient's green list (R3.5). */
    GREEN_LIST,
    /** Puts the sender of a held copy on its recipient's red list. */
    RED_LIST,
    /** Takes a GREEN_LIST or RED_LIST back. */
    UNLIST,
    /** Opens the user's own account, once (R3.7). */
    ACCOUNT,
    /** Mails the user's green and red lists, and from then on the report offers the account (R3.6, R3.13). */
    LISTS,
    /** Reports a delivered message as spam, from the banner at its end (R2.8); counts for its recipient alone. */
    REPORT_SPAM,
    /** Takes a REPORT_SPAM back. */
    UNREPORT_SPAM
}
