package org.ecluse.smtp.session;

import java.io.IOException;

/** RFC 5321 section 4.1.1.10. */
final class QuitCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        conversation.reply(ProtocolReply.BYE);
    }

    @Override
    public boolean allowedInClear() {
        return true;
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean isBounded() {
        return true;
    }
}
