package org.ecluse.smtp.session;

import java.io.IOException;

/**
 * BDAT is not announced. Its chunk follows without waiting, and octets of a message must never run as commands, so the
 * session ends here.
 */
final class BdatCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        conversation.reply(ProtocolReply.NOT_OFFERED);
        conversation.end();
    }
}
