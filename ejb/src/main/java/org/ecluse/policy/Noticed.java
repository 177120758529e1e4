package org.ecluse.policy;

/** Why a copy is held that somebody may be told of at once (R2.10). Viruses, phishing and forgeries are not among them, by design. */
public enum Noticed {
    /** Taille. */
    SIZE,
    /** Contenu. */
    CONTENT,
    /** SPAM.A. */
    SPAM,
    /** PNS. */
    BULK
}
