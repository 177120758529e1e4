package org.ecluse.smtp.session;

import java.io.IOException;

/** Lists the verbs a client may use. */
final class HelpCommand implements SmtpCommand {

    private static final String VERBS = "EHLO HELO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT STARTTLS";

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        conversation.reply(ProtocolReply.HELP, VERBS);
    }

    @Override
    public boolean allowedInClear() {
        return true;
    }
}
