package org.ecluse.queue.smtp;

import java.io.IOException;
import java.util.Optional;

/** No transaction could be begun with this server: another one may be tried. */
public final class HopUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Optional<SmtpReply> reply;

    HopUnavailableException(String message, IOException cause) {
        super(message, cause);
        this.reply = Optional.empty();
    }

    HopUnavailableException(String message, SmtpReply reply) {
        super(message + ": " + reply.text());
        this.reply = Optional.of(reply);
    }

    /** What the server said, if it said something. */
    public Optional<SmtpReply> reply() {
        return reply;
    }
}
