package org.ecluse.smtp.session;

import java.io.IOException;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;

/** RCPT TO with NOTIFY and ORCPT. */
final class RcptCommand implements SmtpCommand {

    /**
     * A client that pipelines may name more recipients than one transaction takes and send the rest later (RFC 5321
     * section 4.5.3.1.10); one that names this many times more, or as many that do not exist, is cut off.
     */
    private static final int ENDLESS = 2;

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        if (conversation.transaction().isEmpty()) {
            conversation.reply(
                    conversation.session().isGreeted() ? ProtocolReply.SENDER_FIRST : ProtocolReply.HELLO_FIRST);
            return;
        }
        Transaction transaction = conversation.transaction().get();
        int limit = conversation.server().settings().limits().maxRecipients();
        boolean endless = transaction.recipientAsked() > ENDLESS * limit;
        if (endless || transaction.recipients() >= limit) {
            conversation.reply(ProtocolReply.TOO_MANY_RECIPIENTS);
            if (endless) conversation.countBadCommand();
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
        SmtpAnswer answer = conversation.ask(listener -> listener.recipient(conversation.session(), recipient));
        if (answer.accepted()) transaction.recipientAccepted();
        conversation.reply(answer, ProtocolReply.RECIPIENT_OK);
    }

    /** NOTIFY and ORCPT add 500 octets (RFC 3461 section 4), SMTPUTF8 mailboxes stay within them. */
    @Override
    public int maxLineOctets() {
        return LINE_OCTETS + 500;
    }

    /** By the number that one transaction may have. */
    @Override
    public boolean isBounded() {
        return true;
    }
}
