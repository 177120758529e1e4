package org.ecluse.smtp.session;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The verbs this server knows. BDAT, AUTH and their like are known in order to be refused by name. */
final class SmtpCommands {

    private final Map<String, SmtpCommand> byVerb = new TreeMap<>();
    private final Map<String, SmtpCommand> lookup;

    SmtpCommands() {
        byVerb.put("EHLO", new HelloCommand(true));
        byVerb.put("HELO", new HelloCommand(false));
        byVerb.put("MAIL", new MailCommand());
        byVerb.put("RCPT", new RcptCommand());
        byVerb.put("DATA", new DataCommand());
        byVerb.put("RSET", new RsetCommand());
        byVerb.put("NOOP", new FixedReplyCommand(ProtocolReply.OK));
        byVerb.put("VRFY", new FixedReplyCommand(ProtocolReply.CANNOT_VERIFY));
        byVerb.put("EXPN", new FixedReplyCommand(ProtocolReply.NOT_OFFERED));
        byVerb.put("HELP", new HelpCommand());
        byVerb.put("QUIT", new QuitCommand());
        byVerb.put("STARTTLS", new StartTlsCommand());
        byVerb.put("AUTH", new FixedReplyCommand(ProtocolReply.AUTH_NOT_OFFERED));
        byVerb.put("BDAT", new BdatCommand());
        byVerb.put("ETRN", new FixedReplyCommand(ProtocolReply.NOT_OFFERED));
        byVerb.put("TURN", new FixedReplyCommand(ProtocolReply.NOT_OFFERED));
        byVerb.put("XCLIENT", new XclientCommand());
        lookup = Map.copyOf(byVerb);
    }

    Optional<SmtpCommand> find(String verb) {
        return Optional.ofNullable(lookup.get(verb));
    }

    /** The longest line any command may have. */
    int maxLineOctets() {
        return byVerb.values().stream()
                .mapToInt(SmtpCommand::maxLineOctets)
                .max()
                .orElse(SmtpCommand.LINE_OCTETS);
    }
}
