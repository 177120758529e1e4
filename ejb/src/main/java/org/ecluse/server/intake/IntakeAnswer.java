package org.ecluse.server.intake;

import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.verdict.Reply;

/** A policy reply on its way to the connector, with what fills its template. */
record IntakeAnswer(Reply reply, String argument) {
    static IntakeAnswer of(Reply reply) {
        return new IntakeAnswer(reply, "");
    }

    SmtpAnswer toSmtp() {
        String text = argument.isEmpty() ? reply.text() : reply.text(argument);
        return new SmtpAnswer(reply.code(), reply.enhanced(), text, false);
    }
}
