package org.ecluse.smtp.session;

import java.io.IOException;

/** EHLO and HELO (RFC 5321 section 4.1.1.1). Both end a transaction under way. */
final class HelloCommand implements SmtpCommand {

    private static final int MAX_OCTETS = 255;

    private final boolean extended;

    HelloCommand(boolean extended) {
        this.extended = extended;
    }

    @Override
    public void execute(Conversation conversation, String argument) throws IOException {
        int blank = argument.indexOf(' ');
        String name = blank < 0 ? argument : argument.substring(0, blank);
        if (name.isEmpty() || name.length() > MAX_OCTETS || !isPrintable(name)) {
            conversation.reply(ProtocolReply.BAD_ARGUMENT, extended ? "EHLO domain" : "HELO domain");
            return;
        }
        if (blank >= 0 || !isDomainOrLiteral(name)) conversation.session().fault(ProtocolFault.ODD_HELO);
        conversation.endTransaction();
        conversation.session().greeted(name, extended);
        if (extended)
            conversation.replyLines(
                    conversation.server().ehlo().lines(conversation.session().tls(), conversation.mayXclient()));
        else
            conversation.reply(
                    ProtocolReply.HELLO, conversation.server().settings().hostName());
    }

    @Override
    public boolean endsGroup() {
        return true;
    }

    @Override
    public boolean allowedInClear() {
        return true;
    }

    private static boolean isPrintable(String name) {
        return name.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static boolean isDomainOrLiteral(String name) {
        try {
            PathParser parser = new PathParser(name, 0, ProtocolReply.BAD_ARGUMENT);
            parser.domainOrLiteral();
            return parser.position() == name.length();
        } catch (SyntaxRefusedException e) {
            return false; // noted, not refused: many honest clients name themselves wrongly
        }
    }
}
