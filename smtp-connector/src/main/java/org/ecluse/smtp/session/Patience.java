package org.ecluse.smtp.session;

/**
 * Counts what a client does wrong, and what it does again and again without sending mail: NOOP, RSET, EHLO, MAIL with
 * nothing behind it.
 */
final class Patience {

    /** Commands without a message between them before each further one counts as bad. */
    static final int MAX_IDLE_COMMANDS = 100;

    private final int maxBadCommands;
    private int badCommands;
    private int idleCommands;

    Patience(int maxBadCommands) {
        this.maxBadCommands = maxBadCommands;
    }

    /** Counts a bad command; whether that was one too many. */
    boolean isLostByBadCommand() {
        badCommands++;
        return badCommands >= maxBadCommands;
    }

    /** Counts a command that sends nothing; whether it has to count as a bad one. */
    boolean isStrainedByCommand() {
        idleCommands++;
        return idleCommands > MAX_IDLE_COMMANDS;
    }

    /** A whole body came in. */
    void messageArrived() {
        idleCommands = 0;
    }
}
