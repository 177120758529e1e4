package org.ecluse.smtp.session;

import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the end of a DATA body and undoes dot-stuffing (RFC 5321 section 4.5.2), buffer by buffer.
 *
 * <p>Only CR LF "." CR LF ends a body. A CR or LF that stands alone never ends a line here, because the next server on
 * the way may think otherwise (SMTP smuggling); such a body is read to its real end and must be refused.
 */
final class BodyScanner {

    /** Receives the text between dots. */
    interface Sink {
        void append(byte[] bytes, int from, int length);
    }

    /** Octets of a line with its CRLF that RFC 5321 section 4.5.3.1.6 allows. */
    private static final int LINE_OCTETS = 1000;

    private static final int EMPTY_LINE_OCTETS = 2;

    private static final int LINE_START = 0;
    private static final int TEXT = 1;
    private static final int CR = 2;
    private static final int DOT = 3;
    private static final int DOT_CR = 4;

    private final Set<ProtocolFault> faults = EnumSet.noneOf(ProtocolFault.class);
    private final int maxLineOctets;
    private int state = LINE_START;
    private long consumed;
    private long lineStartedAt;
    private boolean endlessLine;
    private boolean inHeader = true;
    private long headerOctets;

    /** @param maxLineOctets the longest line that is taken at all */
    BodyScanner(int maxLineOctets) {
        this.maxLineOctets = maxLineOctets;
    }

    /** Scans {@code [from, to)}; returns the index after the end of the body, or -1 if it goes on. */
    int scan(byte[] bytes, int from, int to, Sink sink) {
        int kept = from; // start of what the sink has not got yet
        int i = from;
        while (i < to) {
            byte octet = bytes[i];
            switch (state) {
                case LINE_START -> {
                    lineStartedAt = consumed + (i - from);
                    if (octet == '.') {
                        sink.append(bytes, kept, i - kept);
                        kept = ++i;
                        state = DOT;
                    } else {
                        state = TEXT;
                    }
                }
                case DOT -> {
                    state = octet == '\r' ? DOT_CR : TEXT;
                    if (state == DOT_CR) i++;
                }
                case DOT_CR -> {
                    if (octet == '\n') {
                        consumed += i + 1 - from;
                        return i + 1;
                    }
                    faults.add(ProtocolFault.BARE_CR);
                    state = TEXT;
                }
                case CR -> {
                    if (octet == '\n') {
                        i++;
                        measureLine(consumed + (i - from));
                        if (consumed + (i - from) - lineStartedAt == EMPTY_LINE_OCTETS) inHeader = false;
                        state = LINE_START;
                    } else {
                        faults.add(ProtocolFault.BARE_CR);
                        state = TEXT;
                    }
                }
                default -> {
                    i = skipText(bytes, i, to);
                    if (i < to) {
                        if (bytes[i] == '\r') state = CR;
                        else faults.add(bytes[i] == '\n' ? ProtocolFault.BARE_LF : ProtocolFault.NUL_OCTET);
                        i++;
                    }
                }
            }
        }
        consumed += to - from;
        if (state == TEXT) measureLine(consumed);
        // A CR after a lone dot may belong to the end of the body: it is text only once another octet follows it, and
        // then the body is refused anyway.
        if (state != DOT_CR) sink.append(bytes, kept, to - kept);
        else sink.append(bytes, kept, to - 1 - kept);
        return -1;
    }

    /** BARE_CR, BARE_LF, NUL_OCTET or LONG_LINE, as met so far. */
    Set<ProtocolFault> faults() {
        return faults;
    }

    /** Whether a line went over the bound given. */
    boolean endlessLine() {
        return endlessLine;
    }

    /** Octets up to the first empty line, as far as they came. */
    long headerOctets() {
        return headerOctets;
    }

    private void measureLine(long end) {
        long octets = end - lineStartedAt;
        if (inHeader) headerOctets = end;
        if (octets <= LINE_OCTETS) return;
        faults.add(ProtocolFault.LONG_LINE);
        if (octets > maxLineOctets) endlessLine = true;
    }

    /** The index of the next CR, LF or NUL. */
    private static int skipText(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int octet = bytes[i];
            if (octet <= '\r' && octet >= 0 && (octet == '\r' || octet == '\n' || octet == 0)) return i;
            i++;
        }
        return i;
    }
}
