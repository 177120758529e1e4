package org.ecluse.smtp.session;

import java.io.IOException;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;

/** RCPT TO with NOTIFY and ORCPT. */
final class RcptCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        if (conversation.transaction().isEmpty()) {
            conversation.reply(
                    conversation.session().isGreeted() ? ProtocolReply.SENDER_FIRST : ProtocolReply.HELLO_FIRST);
            return;
        }
        Transaction transaction = conversation.transaction().get();
        if (transaction.recipients()
                >= conversation.server().settings().limits().maxRecipients()) {
            conversation.reply(ProtocolReply.TOO_MANY_RECIPIENTS);
            return;
        }
        try {
            ask(conversation, transaction, parse(conversation, transaction, argument));
        } catch (SyntaxRefusedException e) {
            conversation.reply(e.reply());
        }
    }

    private static SmtpRecipient parse(Conversation conversation, Transaction transaction, String argument)
            throws SyntaxRefusedException {
        PathArgument path = PathArgument.parse(argument, "TO:", ProtocolReply.BAD_RECIPIENT);
        if (path.mailbox().isEmpty()) throw new SyntaxRefusedException(ProtocolReply.BAD_RECIPIENT);
        if (path.spaced()) conversation.session().fault(ProtocolFault.SPACE_AFTER_COLON);
        if (!path.ascii() && !transaction.smtpUtf8()) throw new SyntaxRefusedException(ProtocolReply.SMTPUTF8_NEEDED);
        EsmtpParameters given = EsmtpParameters.parse(path.parameters());
        SmtpRecipient recipient =
                new SmtpRecipient(path.mailbox(), given.takeNotify(), given.takeOrcpt(transaction.smtpUtf8()));
        given.refuseRest();
        return recipient;
    }

    private static void ask(Conversation conversation, Transaction transaction, SmtpRecipient recipient)
            throws IOException {
        SmtpAnswer answer =
                conversation.ask(() -> conversation.listener().recipient(conversation.session(), recipient));
        if (answer.accepted()) transaction.recipientAccepted();
        conversation.reply(answer, ProtocolReply.RECIPIENT_OK);
    }

    /** NOTIFY and ORCPT add 500 octets (RFC 3461 section 4), SMTPUTF8 mailboxes stay within them. */
    @Override
    public int maxLineOctets() {
        return LINE_OCTETS + 500;
    }

    @Override
    public boolean advances() {
        return true;
    }
}
