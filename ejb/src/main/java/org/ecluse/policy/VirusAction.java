package org.ecluse.policy;

/** What happens to a copy with a virus (R2.5, R2.12). */
public enum VirusAction {
    DESTROY,
    THREAT_QUARANTINE
}
