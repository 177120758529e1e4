package org.ecluse.mail;

/** Malformations that reading notes; their names are the symbols of the findings. */
public enum MailFault {
    /** Nested deeper than is read. */
    MIME_DEPTH(true),
    /** More parts than are read. */
    MIME_PARTS(true),
    /** More decoded bytes than are read. */
    MIME_SIZE(true),
    /** So broken that reading ended early. */
    MIME_UNREADABLE(true),
    /** The reader itself failed: our fault or its library's, and still no clean mail. */
    READER_FAILED(true),
    /** A fragment of a message or a pointer to one: the content is not here (RFC 2046 sections 5.2.2, 5.2.3). */
    MIME_PARTIAL(true),
    /** Reading took too long; another try may do better. */
    READ_TIME(true),
    /** Structure that mail programs must read differently: two boundaries, encodings or kinds of type (RFC 2045 section 3). */
    MIME_CONTRADICTORY(true),
    /** A multipart without boundary. */
    MIME_BOUNDARY_MISSING(false),
    /** A field or parameter that is given twice, without changing what the part is. */
    MIME_AMBIGUOUS(false),
    /** A part that is there for some mail programs only. It was looked into like the others. */
    MIME_HIDDEN_PART(false),
    /** A transfer encoding that nobody knows. */
    TRANSFER_ENCODING_UNKNOWN(false),
    CHARSET_UNKNOWN(false),
    /** Raw 8-bit characters in the header that are no UTF-8. */
    HEADER_8BIT(false),
    /** Control characters in the header. */
    HEADER_CONTROL(false),
    /** More or longer header fields than are kept, or a header that is unusually large as a whole. */
    HEADER_TOO_LONG(false),
    /** A line of the header that is no field. */
    HEADER_MALFORMED(false);

    private final boolean hidesContent;

    MailFault(boolean hidesContent) {
        this.hidesContent = hidesContent;
    }

    /** True if part of the content was not seen: such a message is never clean. */
    public boolean hidesContent() {
        return hidesContent;
    }
}
