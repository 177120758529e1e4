package org.ecluse.smtp.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that answer EHLO. CHUNKING is not among them: a server that takes BDAT must tell a chunk cut by a
 * disconnect from a whole one, and nothing here needs it. Neither is AUTH.
 */
final class EhloReply {

    private final byte[][] inClear;
    private final byte[][] inTls;
    private final byte[][] inClearForXclient;
    private final byte[][] inTlsForXclient;

    /** @param startTls whether STARTTLS is offered at all */
    EhloReply(SmtpSettings settings, boolean startTls) {
        inClear = lines(settings, startTls, false);
        inTls = lines(settings, false, false);
        inClearForXclient = lines(settings, startTls, true);
        inTlsForXclient = lines(settings, false, true);
    }

    /** STARTTLS is announced in clear only (RFC 3207 section 4.2), XCLIENT only to those who may say it. */
    byte[][] lines(boolean encrypted, boolean mayXclient) {
        if (mayXclient) return encrypted ? inTlsForXclient : inClearForXclient;
        return encrypted ? inTls : inClear;
    }

    private static byte[][] lines(SmtpSettings settings, boolean startTls, boolean xclient) {
        List<String> words = new ArrayList<>();
        words.add(settings.hostName());
        words.add("SIZE " + settings.limits().maxSizeBytes());
        words.add("8BITMIME");
        words.add("PIPELINING");
        words.add("ENHANCEDSTATUSCODES");
        words.add("DSN");
        if (startTls) words.add("STARTTLS");
        if (settings.smtpUtf8()) words.add("SMTPUTF8");
        if (xclient) words.add("XCLIENT " + XclientAttributes.names());
        byte[][] lines = new byte[words.size()][];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = ProtocolReply.HELLO.wire(words.get(i));
            if (i < lines.length - 1) lines[i][3] = '-'; // RFC 5321 section 4.2.1: more lines follow
        }
        return lines;
    }
}
