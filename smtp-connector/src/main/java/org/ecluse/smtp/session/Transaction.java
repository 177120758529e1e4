package org.ecluse.smtp.session;

import org.ecluse.smtp.listener.SmtpSender;

/** From an accepted MAIL to the end of the body, RSET or a new greeting. */
final class Transaction {

    private final SmtpSender sender;
    private int recipients;
    private int asked;

    Transaction(SmtpSender sender) {
        this.sender = sender;
    }

    boolean smtpUtf8() {
        return sender.smtpUtf8();
    }

    /** Counts a RCPT command, whatever comes of it, and returns how many there were. */
    int recipientAsked() {
        return ++asked;
    }

    void recipientAccepted() {
        recipients++;
    }

    /** Accepted ones. */
    int recipients() {
        return recipients;
    }
}
