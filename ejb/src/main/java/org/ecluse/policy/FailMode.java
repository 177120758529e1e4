package org.ecluse.policy;

/** What to do when a check could not be made (B8). */
public enum FailMode {
    /** 451; the message stays with the sender. */
    DEFER,
    /** Go on with a finding. */
    NOTE
}
