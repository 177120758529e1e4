package org.ecluse.filter.meaning;

/** The sentence model cannot be used on this machine, or failed for one text. The message says why, in English. */
public final class ReaderUnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    ReaderUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
