package org.ecluse.server.quarantine;

/** USER: its user may release. THREAT: administrators only (R2.6). */
public enum QuarantineClass {
    USER,
    THREAT
}
