package org.ecluse.dnslist;

/** Why a list is not believed (B9). */
public enum ListFault {
    /** 127.255.255.x: our resolver is an open one, or asks too often, or asks wrongly. */
    REFUSES,
    /** An address outside 127.0.0.0/8: the zone has expired and somebody else's server answers. */
    FOREIGN_ANSWER,
    /** A code that the list does not document. */
    UNDOCUMENTED_ANSWER,
    /** What every list must hold is not in it: it is empty. */
    TEST_POINT_MISSING,
    /** What no list may hold is in it: it lists the world. */
    LISTS_EVERYTHING,
    NO_ANSWER
}
