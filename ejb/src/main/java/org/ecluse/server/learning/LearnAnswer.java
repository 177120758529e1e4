package org.ecluse.server.learning;

/** What became of a wish to teach. Each has a sentence in {@code console_*.properties} under {@code learning.answer.<name>}. */
public enum LearnAnswer {
    LEARNED,
    /** This very message was learned so before. */
    ALREADY,
    /** The same person taught one that is nearly the same; somebody else must say so too. */
    LIKE_BEFORE,
    /** This person taught as much as one may on a day. */
    PERSON_LIMIT,
    /** The customer's people together did. */
    CUSTOMER_LIMIT,
    /** The message was delivered or its time is over: its content is not kept any more. */
    CONTENT_GONE,
    /** There is too little in it to tell it from others. */
    TOO_SHORT,
    /** A virus or phishing: that such mail is wanted is not believed. */
    THREAT,
    /** It could not be read now. */
    NOT_READ
}
