package org.ecluse.smtp.session;

import java.io.IOException;

/** NOOP, VRFY, EXPN and verbs that are not offered: the answer never depends on anything. */
final class FixedReplyCommand implements SmtpCommand {

    private final ProtocolReply reply;

    FixedReplyCommand(ProtocolReply reply) {
        this.reply = reply;
    }

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        conversation.reply(reply);
    }

    /** NOOP and VRFY end a group too (RFC 2920 section 3.1), and so does whatever it does not name. */
    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean allowedInClear() {
        return reply == ProtocolReply.OK;
    }
}
