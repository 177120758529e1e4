package org.ecluse.server.intake;

import java.util.List;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.verdict.Reply;

/** A policy reply on its way to the connector, with what fills its template. */
record IntakeAnswer(Reply reply, List<String> arguments) {
    IntakeAnswer(Reply reply, String... arguments) {
        this(reply, List.of(arguments));
    }

    static IntakeAnswer of(Reply reply) {
        return new IntakeAnswer(reply);
    }

    SmtpAnswer toSmtp() {
        return new SmtpAnswer(reply.code(), reply.enhanced(), reply.text(arguments.toArray()), false);
    }
}
