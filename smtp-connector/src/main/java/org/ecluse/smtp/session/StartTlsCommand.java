package org.ecluse.smtp.session;

import java.io.IOException;

/** RFC 3207. What a client sends behind STARTTLS in clear never survives into TLS (CVE-2011-0411). */
final class StartTlsCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        if (!argument.isEmpty()) conversation.reply(ProtocolReply.BAD_ARGUMENT, "STARTTLS");
        else if (conversation.session().tls()) conversation.reply(ProtocolReply.TLS_ACTIVE);
        else if (conversation.server().tls().isEmpty()) conversation.reply(ProtocolReply.NOT_OFFERED);
        else if (!conversation.session().esmtp()) conversation.reply(ProtocolReply.HELLO_FIRST);
        else if (conversation.connection().reader().hasInput()) conversation.reply(ProtocolReply.NOT_SYNCHRONISED);
        else upgrade(conversation);
    }

    private static void upgrade(Conversation conversation) throws IOException {
        conversation.endTransaction();
        conversation.reply(ProtocolReply.START_TLS);
        conversation.encrypt(); // a client that cannot is gone
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean allowedInClear() {
        return true;
    }
}
