package org.ecluse.server.directory;

/** Whether TLS is used towards a destination server. */
public enum TlsMode {
    OPPORTUNISTIC,
    REQUIRED,
    NONE
}
