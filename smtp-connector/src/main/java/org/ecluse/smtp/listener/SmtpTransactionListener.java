package org.ecluse.smtp.listener;

/**
 * The message-listener interface of the SMTP resource adapter: decides about one session, step by step.
 *
 * <p>All calls of one session come one after the other on one thread, but not always to the same bean instance, so
 * state belongs into {@link SmtpSession#state(Object)}, never into the bean. An exception from any method is answered
 * with {@code 451 4.3.0}: mail stays with the sender.
 */
public interface SmtpTransactionListener {

    /** A client has connected and waits for the banner. A refusal is sent instead of the banner and closes. */
    SmtpAnswer connected(SmtpSession session);

    /** MAIL, its syntax and declared size already checked. A refusal leaves no transaction open. */
    SmtpAnswer sender(SmtpSession session, SmtpSender sender);

    /** RCPT, its syntax already checked. A refused recipient is not part of the transaction. */
    SmtpAnswer recipient(SmtpSession session, SmtpRecipient recipient);

    /**
     * The whole body has arrived, dots unstuffed, every line ended by CRLF. The answer goes to the client after the
     * return, so a 2xx must mean that the message is kept. Whatever the answer, the transaction is over then.
     */
    SmtpAnswer message(SmtpSession session, SpooledBody body);

    /** The session is over, for whatever reason. Called exactly once for each session that got {@link #connected}. */
    void ended(SmtpSession session);
}
