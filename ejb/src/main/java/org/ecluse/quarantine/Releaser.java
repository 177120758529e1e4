package org.ecluse.quarantine;

/** In which capacity somebody releases a held copy; the name stands in {@code X-Ecluse-Released}. */
public enum Releaser {
    /** The recipient, by a link of the report. */
    USER("user"),
    QUARANTINE_MANAGER("quarantine-manager"),
    ADMINISTRATOR("administrator");

    private final String word;

    Releaser(String word) {
        this.word = word;
    }

    /** The header's value. */
    public String word() {
        return word;
    }
}
