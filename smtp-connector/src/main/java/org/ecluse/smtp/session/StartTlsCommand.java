package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** RFC 3207. What a client sends behind STARTTLS in clear never survives into TLS (CVE-2011-0411). */
final class StartTlsCommand implements SmtpCommand {

    private static final System.Logger LOG = System.getLogger(StartTlsCommand.class.getName());

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        Optional<TlsUpgrade> upgrade = conversation.server().tls();
        if (!argument.isEmpty()) conversation.reply(ProtocolReply.BAD_ARGUMENT, "STARTTLS");
        else if (conversation.session().tls()) conversation.reply(ProtocolReply.TLS_ACTIVE);
        else if (upgrade.isEmpty()) conversation.reply(ProtocolReply.NOT_OFFERED);
        else if (!conversation.session().esmtp()) conversation.reply(ProtocolReply.HELLO_FIRST);
        else if (conversation.connection().reader().hasInput()) conversation.reply(ProtocolReply.NOT_SYNCHRONISED);
        else upgrade(conversation, upgrade.get());
    }

    private static void upgrade(Conversation conversation, TlsUpgrade upgrade) throws IOException {
        conversation.endTransaction();
        conversation.reply(ProtocolReply.START_TLS);
        try {
            conversation.connection().upgrade(upgrade);
        } catch (SSLException e) {
            LOG.log(Level.DEBUG, "TLS handshake failed", e);
            conversation.end();
            return;
        }
        conversation.session().encrypted(conversation.connection().tls().orElseThrow());
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
