package org.ecluse.smtp.session;

import org.ecluse.smtp.listener.SmtpSender;

/** From an accepted MAIL to the end of the body, RSET or a new greeting. */
final class Transaction {

    private final SmtpSender sender;
    private int recipients;

    Transaction(SmtpSender sender) {
        this.sender = sender;
    }

    boolean smtpUtf8() {
        return sender.smtpUtf8();
    }

    void recipientAccepted() {
        recipients++;
    }

    /** Accepted ones. */
    int recipients() {
        return recipients;
    }
}
