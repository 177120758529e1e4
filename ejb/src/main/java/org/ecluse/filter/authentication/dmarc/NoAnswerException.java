package org.ecluse.filter.authentication.dmarc;

/** The DNS gave no usable answer: nothing may be concluded, and another try may end otherwise (RFC 9989 section 5.3.6). */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String name) {
        super("no answer for " + name, null, false, false);
    }
}
