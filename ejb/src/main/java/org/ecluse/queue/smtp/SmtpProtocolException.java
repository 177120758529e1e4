package org.ecluse.queue.smtp;

import java.io.IOException;

/** The server does not speak SMTP: garbage, endless or contradictory replies. */
public final class SmtpProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    SmtpProtocolException(String what) {
        super(what);
    }
}
