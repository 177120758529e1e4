package org.ecluse.verdict;

/**
 * Every policy reply of the SMTP side; protocol replies stand in the connector's ProtocolReply, codes nowhere else.
 * Texts tell a sender what to do and an attacker nothing: no rule names, scores or addresses. ASCII, one line.
 */
public enum Reply {
    ACCEPTED(250, "2.0.0", "Accepted as %s"),
    SENDER_OK(250, "2.1.0", "Sender ok"),
    RECIPIENT_OK(250, "2.1.5", "Recipient ok"),

    NOT_READY(421, "4.3.2", "Service is starting, try again shortly"),
    SCANNER_BUSY(451, "4.3.2", "Too busy to check the message now, try again later"),
    SCANNER_UNAVAILABLE(451, "4.7.1", "Content check unavailable, try again later"),
    LOOKUP_UNAVAILABLE(451, "4.4.3", "The DNS does not answer about the sender, try again later"),
    STORAGE_UNAVAILABLE(451, "4.3.0", "Cannot store the message now, try again later"),
    DIRECTORY_UNAVAILABLE(451, "4.3.0", "Cannot check the recipient now, try again later"),
    PROBE_UNAVAILABLE(451, "4.4.1", "Destination server does not answer, try again later"),
    STORAGE_LOW(452, "4.3.1", "Insufficient system storage, try again later"),
    TOO_MANY_UNKNOWN(421, "4.7.1", "Too many unknown recipients, try again later"),

    // The grey zone's words come first (R1.4), then when to come back, and where that is explained. 451 keeps the
    // session.
    GREY_FIRST(421, "4.7.1", "throttle: firsttry - retry after %s, within %s - %s"),
    GREY_EARLY(421, "4.7.1", "throttle early - retry after %s, within %s - %s"),
    GREY_LATE(421, "4.7.1", "throttle late - retry after %s, within %s - %s"),
    GREY_FIRST_STAY(451, "4.7.1", GREY_FIRST.text),
    GREY_EARLY_STAY(451, "4.7.1", GREY_EARLY.text),
    GREY_LATE_STAY(451, "4.7.1", GREY_LATE.text),

    // How much of which limit is used, and when it frees up (B11).
    RATE_USED_UP(451, "4.7.1", "%s of %s %s per %s from %s - free again in %s"),
    CONNECTIONS_USED_UP(421, "4.7.1", "%s of %s connections at once from %s - free again when one of them ends"),
    // The internal block list (R1.8): the page says why and how to leave it.
    CLIENT_LISTED(451, "4.7.1", "Mail from %s is refused for now because of what came from there - %s"),
    CLIENT_LISTED_FINAL(550, "5.7.1", "Mail from %s is refused because of what came from there - %s"),

    // Messages forwarded to spam@ and nonspam@ (R2.13): the reply is the answer, for the mail is not kept.
    LESSON_LEARNED(250, "2.0.0", "Learned, thank you"),
    LESSON_KNOWN(250, "2.0.0", "Not learned again: the same or nearly the same message was learned from you before"),
    LESSON_ALONE(452, "4.5.3", "Mail to this address is taken alone, send it again to this address only"),
    LESSONS_USED_UP(550, "5.7.1", "Not learned: as many messages were learned today as may be, send it tomorrow"),
    LESSON_NOT_PROVEN(
            550, "5.7.1", "Not learned: this address believes only recipients of this service whose mail passes DMARC"),
    LESSON_NOT_ATTACHED(550, "5.6.0", "Not learned: forward the message as an attachment (message/rfc822)"),
    LESSON_TOO_SHORT(550, "5.6.0", "Not learned: there is too little, or far too much, in the attached message"),

    RELAYING_DENIED(550, "5.7.1", "Relaying denied"),
    UNKNOWN_RECIPIENT(550, "5.1.1", "Recipient address does not exist"),
    BAD_RECIPIENT(553, "5.1.3", "Recipient address is not valid"),
    BAD_SENDER(553, "5.1.7", "Sender address is not valid"),
    REJECTED_AS_SPAM(550, "5.7.1", "Message refused as spam; if it is not, write to postmaster at this domain"),
    REJECTED_BY_RECIPIENT(550, "5.7.1", "Message refused by the recipient's rules"),
    REJECTED_AS_FORGED(550, "5.7.1", "Message refused: the sender is not who it claims to be"),
    /** RFC 9989 section 7.2 wants the word, RFC 7372 section 3.3 the code. */
    REJECTED_BY_DMARC(
            550,
            "5.7.26",
            "Message refused by the DMARC policy of the domain in From; send it from a server in that domain's SPF"
                    + " record or with its DKIM signature"),
    REJECTED_HEADERS(550, "5.6.0", "Message refused: From, To or Subject is missing or not valid (RFC 5322)"),
    ROUTING_LOOP(554, "5.4.6", "Message refused: routing loop"),
    TOO_LARGE(552, "5.3.4", "Message exceeds the size limit");

    private final int code;
    private final String enhanced;
    private final String text;

    Reply(int code, String enhanced, String text) {
        if (enhanced.charAt(0) != Character.forDigit(code / 100, 10)) {
            throw new IllegalArgumentException(enhanced + " beside " + code);
        }
        this.code = code;
        this.enhanced = enhanced;
        this.text = text;
    }

    public int code() {
        return code;
    }

    public String enhanced() {
        return enhanced;
    }

    /** The reply's text; {@code arguments} fill the template. */
    public String text(Object... arguments) {
        return arguments.length == 0 ? text : text.formatted(arguments);
    }

    public boolean temporary() {
        return code / 100 == 4;
    }

    public boolean positive() {
        return code / 100 == 2;
    }
}
