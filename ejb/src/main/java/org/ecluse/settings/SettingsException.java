package org.ecluse.settings;

/** A server setting is wrong; the message begins with its key. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String key, String problem) {
        super(key + " " + problem);
    }

    public SettingsException(String key, String problem, Exception cause) {
        super(key + " " + problem, cause);
    }
}
