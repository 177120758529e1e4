package org.ecluse.filter.spam;

/** A group of spam symbols about one aspect of a message. Stateless, linear time. */
interface SpamRule {
    void examine(SpamView view, SpamNotes notes);
}
