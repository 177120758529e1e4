package org.ecluse.filter.virus;

/** What an antivirus engine says of a message. */
public sealed interface ScanAnswer {
    /** Nothing found, by the engine in this version. */
    record Clean(EngineVersion engine) implements ScanAnswer {}

    /** @param virus the engine's name for it */
    record Infected(EngineVersion engine, String virus) implements ScanAnswer {}

    /**
     * No virus, but something that must not pass as clean: an engine's guess, or content that it could not open.
     *
     * @param symbol of the finding that decides what follows, such as {@code Ground.INCOMPLETE}
     * @param name the engine's word for it
     */
    record Suspected(EngineVersion engine, String symbol, String name) implements ScanAnswer {}

    /** @param reason for the console */
    record Unavailable(String reason) implements ScanAnswer {}
}
