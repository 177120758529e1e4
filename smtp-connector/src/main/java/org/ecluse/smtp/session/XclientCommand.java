package org.ecluse.smtp.session;

import java.io.IOException;

/**
 * XCLIENT: a trusted peer says for whom it speaks, and the session begins anew with the banner. Postfix's extension, for
 * its content filters, Nginx and tests.
 */
final class XclientCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        if (!conversation.mayXclient()) {
            conversation.reply(ProtocolReply.XCLIENT_DENIED);
        } else if (conversation.transaction().isPresent()) {
            conversation.reply(ProtocolReply.IN_TRANSACTION);
        } else {
            restart(conversation, argument);
        }
    }

    private static void restart(Conversation conversation, String argument) throws IOException {
        ClientSession before = conversation.session();
        ClientSession next;
        try {
            next = XclientAttributes.parse(argument).applyTo(before, before.id() + "x");
        } catch (SyntaxRefusedException e) {
            conversation.reply(e.reply());
            return;
        }
        conversation.restart(next);
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    /** Who it is for is no secret of the mail. */
    @Override
    public boolean allowedInClear() {
        return true;
    }
}
