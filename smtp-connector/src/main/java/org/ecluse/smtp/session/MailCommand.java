package org.ecluse.smtp.session;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpSender;

/** MAIL FROM with SIZE, BODY, SMTPUTF8, RET and ENVID. */
final class MailCommand implements SmtpCommand {

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        Optional<ProtocolReply> refusal = outOfOrder(conversation);
        if (refusal.isPresent()) {
            conversation.reply(refusal.get());
            return;
        }
        try {
            SmtpSender sender = parse(conversation, argument);
            long declared = sender.declaredSizeBytes().orElse(0);
            Server server = conversation.server();
            if (declared > server.settings().limits().maxSizeBytes()) conversation.reply(ProtocolReply.TOO_BIG);
            else if (!server.spool().freeSpace().allows(declared)) conversation.reply(ProtocolReply.NO_SPACE);
            else ask(conversation, sender);
        } catch (SyntaxRefusedException e) {
            conversation.reply(e.reply());
        }
    }

    private static Optional<ProtocolReply> outOfOrder(Conversation conversation) {
        if (!conversation.session().isGreeted()) return Optional.of(ProtocolReply.HELLO_FIRST);
        if (conversation.transaction().isPresent()) return Optional.of(ProtocolReply.SENDER_GIVEN);
        return conversation.noNewTransaction();
    }

    private static SmtpSender parse(Conversation conversation, String argument) throws SyntaxRefusedException {
        PathArgument path = PathArgument.parse(argument, "FROM:", ProtocolReply.BAD_SENDER);
        if (path.mailbox().indexOf('@') < 0 && !path.mailbox().isEmpty()) {
            throw new SyntaxRefusedException(ProtocolReply.BAD_SENDER);
        }
        if (path.spaced()) conversation.session().fault(ProtocolFault.SPACE_AFTER_COLON);
        EsmtpParameters given = EsmtpParameters.parse(path.parameters());
        boolean utf8 = conversation.server().settings().smtpUtf8() && given.takeFlag("SMTPUTF8");
        OptionalLong size = given.takeSize();
        SmtpSender sender =
                new SmtpSender(path.mailbox(), size, given.takeEightBit(), utf8, given.takeRet(), given.takeEnvId());
        given.refuseRest();
        if (!path.ascii() && !utf8) throw new SyntaxRefusedException(ProtocolReply.SMTPUTF8_NEEDED);
        return sender;
    }

    private static void ask(Conversation conversation, SmtpSender sender) throws IOException {
        SmtpAnswer answer = conversation.ask(listener -> listener.sender(conversation.session(), sender));
        if (answer.accepted()) conversation.begin(new Transaction(sender));
        conversation.reply(answer, ProtocolReply.SENDER_OK);
    }

    /** SIZE adds 26, BODY 17 (RFC 6152), SMTPUTF8 10, RET and ENVID 500 octets. */
    @Override
    public int maxLineOctets() {
        return LINE_OCTETS + 26 + 17 + 10 + 500;
    }
}
