package org.ecluse.smtp.session;

import java.io.IOException;

/** Drops the transaction and keeps the greeting (RFC 5321 section 4.1.1.5). */
final class RsetCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        if (!argument.isEmpty()) {
            conversation.reply(ProtocolReply.BAD_ARGUMENT, "RSET");
            return;
        }
        conversation.endTransaction();
        conversation.reply(ProtocolReply.RESET);
    }

    @Override
    public boolean allowedInClear() {
        return true;
    }
}
