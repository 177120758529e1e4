package org.ecluse.server.quarantine;

/**
 * What became of a release.
 *
 * @param detail name of the virus or why no engine answered, for administrators only; "" otherwise
 */
public record ReleaseAnswer(Outcome outcome, String detail) {
    /** Each has a sentence in {@code mail_*.properties} under {@code release.<name>}. */
    public enum Outcome {
        /** On its way to the mailbox. */
        RELEASED,
        /** Somebody released it before: nothing was sent a second time. */
        ALREADY_RELEASED,
        /** Its time in quarantine is over, or the message was destroyed. */
        NO_LONGER_HELD,
        /** The second look found a virus. */
        INFECTED,
        /** No antivirus answered, so it stays held for now (B8). */
        NOT_CHECKED,
        /** This capacity may not release this verdict. */
        NOT_ALLOWED
    }

    static ReleaseAnswer of(Outcome outcome) {
        return new ReleaseAnswer(outcome, "");
    }
}
