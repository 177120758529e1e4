package org.ecluse.filter.virus;

/** What an antivirus engine says of a message. */
public sealed interface ScanAnswer {
    /** Nothing found, by the engine in this version. */
    record Clean(EngineVersion engine) implements ScanAnswer {}

    /** @param virus the engine's name for it */
    record Infected(EngineVersion engine, String virus) implements ScanAnswer {}

    /** @param reason for the console */
    record Unavailable(String reason) implements ScanAnswer {}
}
