package org.ecluse.server.access;

import jakarta.ejb.ApplicationException;

/** What a person or programme gave cannot be used. Shown to them, at the field. */
@ApplicationException(rollback = true)
public class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String textKey;

    /**
     * @param field name of the field, as in the API
     * @param textKey key of the sentence in {@code console_*.properties}
     */
    public InvalidInputException(String field, String textKey) {
        super(field + ": " + textKey);
        this.field = field;
        this.textKey = textKey;
    }

    public String field() {
        return field;
    }

    public String textKey() {
        return textKey;
    }
}
