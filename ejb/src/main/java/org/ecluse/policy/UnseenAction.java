package org.ecluse.policy;

/** What happens to mail with a file that could not be looked into as a whole. It is never called clean. */
public enum UnseenAction {
    /** Quarantined as Contenu. */
    HOLD,
    /** Goes on with a finding. */
    NOTE
}
