package org.ecluse.smtp.session;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads command lines and body octets from the client through one buffer. Replies waiting in the writer are sent
 * before every read that may block, and only then.
 */
final class WireReader {

    /** What {@link #readLine} found. */
    enum Found {
        LINE,
        /** LF without CR before it. */
        BARE_LF,
        /** CR not followed by LF, NUL or another control character. */
        BAD_OCTETS,
        /** The rest of the line was skipped. */
        TOO_LONG,
        /** No end of the line within the skip bound, or a first octet that no SMTP command has (TLS, binary). */
        HOPELESS,
        END
    }

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int SKIP_BYTES = 64 * 1024;

    private final WireWriter writer;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private InputStream in;
    private Runnable onIncompleteLine = () -> {};
    private int from;
    private int to;
    private int lineFrom;
    private int lineTo;

    WireReader(InputStream in, WireWriter writer) {
        this.in = in;
        this.writer = writer;
    }

    /** Called whenever a part of a line is here and the rest is waited for. */
    void onIncompleteLine(Runnable call) {
        onIncompleteLine = call;
    }

    /** Reads one line of at most {@code maxOctets} with its CRLF; afterwards {@link #line()} parses it. */
    Found readLine(int maxOctets) throws IOException {
        if (from == to && fill() < 0) return Found.END;
        if (isBinary(buffer[from])) return Found.HOPELESS;
        int searchedTo = from;
        while (true) {
            int end = indexOfLineFeed(searchedTo);
            if (end >= 0) return takeLine(end, maxOctets);
            int length = to - from;
            if (length >= maxOctets) return skipLine();
            onIncompleteLine.run();
            if (fill() < 0) return Found.END;
            searchedTo = from + length;
        }
    }

    /** The line found last, without its end. */
    CommandLine line() {
        return CommandLine.parse(buffer, lineFrom, lineTo);
    }

    /** Octets that are here already: the client did not wait for a reply. */
    boolean hasBuffered() {
        return from < to;
    }

    /** Whether anything is here or can be read without waiting. */
    boolean hasInput() throws IOException {
        return from < to || in.available() > 0;
    }

    /** Waits for more octets; -1 at the end of the stream. Call only when all are used or a line is incomplete. */
    int fill() throws IOException {
        writer.flush();
        if (from == to) {
            from = 0;
            to = 0;
        } else if (to == buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        int count = in.read(buffer, to, buffer.length - to);
        if (count > 0) to += count;
        return count;
    }

    /** Hands what is buffered to the scanner; whether the body's end was found. Octets after it stay here. */
    boolean scanBody(BodyScanner scanner, BodyScanner.Sink sink) {
        int end = scanner.scan(buffer, from, to, sink);
        from = end < 0 ? to : end;
        return end >= 0;
    }

    int buffered() {
        return to - from;
    }

    /** Goes on over TLS. The caller made sure that nothing is buffered (CVE-2011-0411). */
    void upgrade(InputStream encrypted) {
        if (hasBuffered()) throw new IllegalStateException("clear text before TLS");
        in = encrypted;
    }

    private Found takeLine(int end, int maxOctets) {
        lineFrom = from;
        from = end + 1;
        boolean crlf = end > lineFrom && buffer[end - 1] == '\r';
        lineTo = crlf ? end - 1 : end;
        if (!crlf) return Found.BARE_LF;
        if (from - lineFrom > maxOctets) return Found.TOO_LONG;
        for (int i = lineFrom; i < lineTo; i++) {
            byte octet = buffer[i];
            if ((octet >= 0 && octet < ' ' && octet != '\t') || octet == 127) return Found.BAD_OCTETS;
        }
        return Found.LINE;
    }

    private Found skipLine() throws IOException {
        int skipped = 0;
        while (skipped <= SKIP_BYTES) {
            skipped += to - from;
            from = to;
            onIncompleteLine.run();
            if (fill() < 0) return Found.END;
            int end = indexOfLineFeed(from);
            if (end >= 0) {
                from = end + 1;
                return Found.TOO_LONG;
            }
        }
        return Found.HOPELESS;
    }

    private int indexOfLineFeed(int start) {
        for (int i = start; i < to; i++) {
            if (buffer[i] == '\n') return i;
        }
        return -1;
    }

    /** No command starts with a control character; a TLS record starts with 22. */
    private static boolean isBinary(byte octet) {
        return octet >= 0 && octet < ' ' && octet != '\r' && octet != '\n' && octet != '\t';
    }
}
