package org.ecluse.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message without some of its header fields, as a stream: forged fields of ours are cut out on the way, whatever their
 * length, and nothing behind the header is touched.
 */
final class HeaderFilter extends InputStream {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LONGEST_NAME = 100;

    private final InputStream in;
    private final FieldSieve sieve;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private boolean inBody;
    /** Octets of the current line that are known to pass. */
    private int passing;

    private boolean dropping;

    HeaderFilter(InputStream in, FieldSieve sieve) {
        this.in = in;
        this.sieve = sieve;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (inBody && position == end) {
                return in.read(target, offset, length);
            }
            int available = inBody ? end - position : passing;
            if (available > 0) {
                int count = Math.min(available, length);
                System.arraycopy(buffer, position, target, offset, count);
                position += count;
                passing = Math.max(0, passing - count);
                return count;
            }
            if (!nextLine()) {
                return -1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Decides about the line that begins at the position; false at the end of the stream. */
    private boolean nextLine() throws IOException {
        int lineEnd = lineEnd();
        if (lineEnd == position) {
            return false;
        }
        byte first = buffer[position];
        boolean emptyLine = first == '\n' || first == '\r' && lineEnd - position == 2;
        boolean continuation = first == ' ' || first == '\t' || insideLongLine;
        if (emptyLine && !insideLongLine) {
            inBody = true;
            return true;
        }
        if (!continuation) {
            String name = name(lineEnd);
            dropping = sieve.drops(name);
            if (!dropping && sieve.looksInto(name)) {
                dropping = sieve.drops(name, body());
                lineEnd = lineEnd(); // looking ahead may have moved the line to the front
            }
        }
        insideLongLine = buffer[lineEnd - 1] != '\n';
        if (dropping) {
            position = lineEnd;
        } else {
            passing = lineEnd - position;
        }
        return true;
    }

    private boolean insideLongLine;

    /** What follows the colon of the field that begins at the position, as far as it fits the buffer. */
    private String body() throws IOException {
        int scan = position;
        while (true) {
            for (; scan + 1 < end; scan++) {
                boolean last = buffer[scan] == '\n' && buffer[scan + 1] != ' ' && buffer[scan + 1] != '\t';
                if (last) {
                    return body(scan + 1);
                }
            }
            int moved = moveToFront();
            scan -= moved;
            if (end == buffer.length || !fill()) {
                return body(end);
            }
        }
    }

    private String body(int fieldEnd) {
        String field = new String(buffer, position, fieldEnd - position, StandardCharsets.ISO_8859_1);
        return field.substring(field.indexOf(':') + 1);
    }

    /** By how much what is not yet passed on was moved, to make room behind it. */
    private int moveToFront() {
        int by = position;
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= by;
        position = 0;
        return by;
    }

    private boolean fill() throws IOException {
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    /** Behind the line feed, or behind the last octet there is room for. */
    private int lineEnd() throws IOException {
        int scan = position;
        while (true) {
            while (scan < end) {
                if (buffer[scan++] == '\n') {
                    return scan;
                }
            }
            if (position > 0 && end == buffer.length) {
                scan -= moveToFront();
            }
            if (end == buffer.length || !fill()) {
                return end;
            }
        }
    }

    private String name(int lineEnd) {
        int stop = Math.min(lineEnd, position + LONGEST_NAME);
        for (int i = position; i < stop; i++) {
            if (buffer[i] == ':') {
                return new String(buffer, position, i - position, StandardCharsets.ISO_8859_1).strip();
            }
        }
        return "";
    }
}
