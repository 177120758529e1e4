package org.ecluse.smtp.session;

import java.util.Locale;
import org.ecluse.smtp.listener.SmtpAnswer;

/**
 * Every reply of the protocol itself; replies of policy come from the listener. Each 2yz, 4yz and 5yz carries its
 * enhanced code (RFC 2034) except the greeting and the answers to HELO and EHLO.
 */
public enum ProtocolReply {
    /** Host name and product. R1.3. */
    BANNER(220, "", "%s ESMTP %s"),
    /** Host name; the first line of the EHLO reply too. */
    HELLO(250, "", "%s"),
    START_BODY(354, "", "End data with <CR><LF>.<CR><LF>"),

    OK(250, "2.0.0", "Ok"),
    RESET(250, "2.0.0", "Transaction dropped"),
    SENDER_OK(250, "2.1.0", "Sender ok"),
    RECIPIENT_OK(250, "2.1.5", "Recipient ok"),
    MESSAGE_OK(250, "2.0.0", "Message accepted"),
    BYE(221, "2.0.0", "Bye"),
    START_TLS(220, "2.0.0", "Ready to start TLS"),
    HELP(214, "2.0.0", "Commands: %s"),
    CANNOT_VERIFY(252, "2.0.0", "Cannot verify; send the message and see"),

    BUSY(421, "4.3.2", "Too many sessions, try again later"),
    BUSY_FOR_ADDRESS(421, "4.7.0", "Too many connections from your address, try again later"),
    TOO_MANY_FAULTY_SESSIONS(
            421, "4.7.0", "Too many sessions from your address ended in errors, try again in a minute"),
    BUSY_FOR_NETWORK(421, "4.7.0", "Too many connections from your network, try again later"),
    NO_LISTENER(421, "4.3.2", "Service not ready, try again later"),
    STOPPING(421, "4.3.2", "Service is shutting down, try again later"),
    FAILURE(421, "4.3.0", "Internal error, closing"),
    IDLE(421, "4.4.2", "Timeout, closing"),
    DEADLINE(421, "4.4.2", "Session takes too long, closing"),
    TOO_SLOW(421, "4.4.2", "Data arrives too slowly, closing"),
    TOO_MANY_BAD_COMMANDS(421, "4.7.0", "Too many bad commands, closing"),

    LISTENER_FAILED(451, "4.3.0", "Local error, try again later"),
    NO_SPACE(452, "4.3.1", "Insufficient storage, try again later"),
    TOO_MANY_RECIPIENTS(452, "4.5.3", "Too many recipients in one transaction"),
    TLS_UNAVAILABLE(454, "4.7.0", "TLS not available"),

    UNKNOWN_COMMAND(500, "5.5.1", "Unknown command"),
    LINE_TOO_LONG(500, "5.5.2", "Line too long"),
    BARE_LINE_END(500, "5.5.2", "Lines end with <CR><LF>"),
    BAD_OCTETS(500, "5.5.2", "Command contains characters that are not allowed"),
    BAD_ARGUMENT(501, "5.5.4", "Syntax: %s"),
    BAD_PARAMETER(501, "5.5.4", "Bad parameter value"),
    BAD_SENDER(501, "5.1.7", "Bad sender address syntax"),
    BAD_RECIPIENT(501, "5.1.3", "Bad recipient address syntax"),
    NOT_OFFERED(502, "5.5.1", "Command not offered here"),
    HELLO_FIRST(503, "5.5.1", "Say EHLO first"),
    SENDER_FIRST(503, "5.5.1", "MAIL first"),
    SENDER_GIVEN(503, "5.5.1", "Sender already given"),
    IN_TRANSACTION(503, "5.5.1", "Mail transaction in progress"),
    TLS_ACTIVE(503, "5.5.1", "TLS is already active"),
    AUTH_NOT_OFFERED(503, "5.5.1", "Authentication is not offered here"),
    TLS_REQUIRED(530, "5.7.0", "Say STARTTLS first"),
    XCLIENT_DENIED(550, "5.7.0", "Insufficient authorization"),
    TOO_BIG(552, "5.3.4", "Message exceeds the size limit"),
    SMTPUTF8_NEEDED(553, "5.6.7", "Address needs SMTPUTF8"),
    HEADER_TOO_BIG(552, "5.3.4", "Message header exceeds the size limit"),
    NO_VALID_RECIPIENT(554, "5.5.1", "No valid recipient"),
    BARE_CR_OR_LF(554, "5.6.0", "Message contains a bare CR or LF"),
    NUL_OCTET(554, "5.6.0", "Message contains a NUL octet"),
    ENDLESS_LINE(554, "5.6.0", "Message contains a line that is far too long"),
    NOT_SMTP(554, "5.5.0", "This is an SMTP server"),
    NOT_SYNCHRONISED(554, "5.5.0", "Client did not wait for the reply"),
    UNKNOWN_PARAMETER(555, "5.5.4", "Parameter not recognised"),
    /** For a listener's 4yz without words. */
    DEFERRED(451, "4.0.0", "Try again later"),
    /** For a listener's 5yz without words. */
    REFUSED(550, "5.0.0", "Refused");

    private final int code;
    private final String enhanced;
    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // written once, read by WireWriter only; rendered here for speed
    private final byte[] wire;

    ProtocolReply(int code, String enhanced, String text) {
        if (!enhanced.isEmpty() && enhanced.charAt(0) - '0' != code / 100) {
            throw new IllegalArgumentException(enhanced + " beside " + code);
        }
        this.code = code;
        this.enhanced = enhanced;
        this.text = text;
        this.wire = ReplyLine.of(code, enhanced, text);
    }

    public int code() {
        return code;
    }

    /** Enhanced code and text, without the reply code. */
    String words() {
        return enhanced.isEmpty() ? text : enhanced + " " + text;
    }

    /** Whether the connection ends with this reply. */
    boolean closes() {
        return code == 421 || this == BYE || this == NOT_SMTP || this == NOT_SYNCHRONISED;
    }

    /** Whether the client is to blame for the command itself; such commands are counted. */
    boolean isProtocolError() {
        return (code >= 500 && code <= 503) || code == 555;
    }

    /** This reply in the listener's place. */
    SmtpAnswer answer() {
        return new SmtpAnswer(code, enhanced, text, closes());
    }

    /** The whole line with CRLF, for a reply without parameters. Not to be changed by the caller. */
    byte[] wire() {
        return wire;
    }

    /** The whole line with CRLF, parameters put in. */
    byte[] wire(Object... parameters) {
        return ReplyLine.of(code, enhanced, String.format(Locale.ROOT, text, parameters));
    }

    /** The listener's answer as a line; what it left out is filled in from this reply. */
    byte[] wire(SmtpAnswer answer) {
        if (answer.text().isEmpty() && answer.enhanced().isEmpty() && answer.code() == code) return wire;
        String status = answer.enhanced();
        if (status.isEmpty()) status = answer.code() / 100 == code / 100 ? enhanced : answer.code() / 100 + ".0.0";
        return ReplyLine.of(answer.code(), status, answer.text().isEmpty() ? text : answer.text());
    }
}
