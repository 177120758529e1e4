package org.ecluse.mail;

/**
 * A stretch of a message that a mail program may take for a part: a line that begins with two hyphens, fields that describe content,
 * and what follows; or the message itself; or a uuencoded file in a text.
 *
 * @param delimiter what stands behind the hyphens, without blanks at its end; "" for the message itself
 * @param odd true if the standard reading may see it differently, or not at all
 * @param start offset of the body's first byte on the wire
 * @param end offset behind its last
 */
record Section(Kind kind, String delimiter, ContentFields fields, boolean odd, long start, long end) {
    enum Kind {
        MESSAGE,
        PART,
        UUENCODED
    }
}
