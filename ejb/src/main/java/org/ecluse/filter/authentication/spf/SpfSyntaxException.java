package org.ecluse.filter.authentication.spf;

/** A record or a macro breaks the grammar: permerror (RFC 7208 section 4.6). */
final class SpfSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SpfSyntaxException(String what) {
        super(what);
    }
}
