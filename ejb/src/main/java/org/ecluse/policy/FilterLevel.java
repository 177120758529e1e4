package org.ecluse.policy;

/** How much a user wants filtered (R3.9). Viruses, phishing, content, size and destruction stay at every level. */
public enum FilterLevel {
    /** Quarantines spam and commercial mail. */
    ROBUSTE,
    /** Commercial mail passes, spam is quarantined. */
    MOYEN,
    /** Spam and commercial mail pass. */
    AUCUN
}
