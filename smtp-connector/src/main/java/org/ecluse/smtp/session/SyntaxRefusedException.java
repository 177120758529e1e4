package org.ecluse.smtp.session;

/** A command's argument is wrong; carries the reply. Without a stack trace: clients cause it at will. */
final class SyntaxRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ProtocolReply reply;

    SyntaxRefusedException(ProtocolReply reply) {
        super(reply.name(), null, false, false);
        this.reply = reply;
    }

    ProtocolReply reply() {
        return reply;
    }
}
