package org.ecluse.server.digest;

/** What a person who wrote to the quarantine address is told; the words are {@code wish.<name>.*}. */
enum WishAnswer {
    /** Done, because the sender was proven. */
    SUBSCRIBED,
    ALREADY_SUBSCRIBED,
    /** With the link that does it: anybody can write in somebody's name. */
    CONFIRM,
    /** Asked for a report without being subscribed; with the link. */
    NOT_SUBSCRIBED,
    NOTHING_NEW,
    /** What an answer to a report asked for was done, or not, and why. */
    REPLIED,
    EXPLAIN
}
