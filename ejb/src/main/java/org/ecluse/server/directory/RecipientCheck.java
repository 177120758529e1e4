package org.ecluse.server.directory;

/** How a domain finds out whether a recipient exists (R1.13). */
public enum RecipientCheck {
    LIST,
    PROBE,
    ACCEPT_ALL
}
