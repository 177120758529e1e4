package org.ecluse.quarantine;

import org.ecluse.mail.RawMessage;

/** Looks at a held message for viruses once more before it is released: signatures are newer now than at reception. */
public interface ContentCheck {
    /** Takes as long as a scan does; no transaction may be open. Never throws over the message. */
    Answer check(RawMessage message);

    /**
     * What the engines say.
     *
     * @param detail name of the virus, or why no engine answered; for administrators
     */
    record Answer(Result result, String detail) {}

    /** Not looked at is never clean (B8). */
    enum Result {
        CLEAN,
        INFECTED,
        UNAVAILABLE
    }
}
