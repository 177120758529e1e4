package org.ecluse.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * A message without some of its header fields, as a stream: forged fields of ours are cut out on the way, whatever their
 * length, and nothing behind the header is touched.
 */
final class HeaderFilter extends InputStream {
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int LONGEST_NAME = 100;

    private final InputStream in;
    private final Predicate<String> reserved;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    private boolean inBody;
    /** Octets of the current line that are known to pass. */
    private int passing;

    private boolean dropping;

    HeaderFilter(InputStream in, Predicate<String> reserved) {
        this.in = in;
        this.reserved = reserved;
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
            dropping = reserved.test(name(lineEnd));
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
                System.arraycopy(buffer, position, buffer, 0, end - position);
                scan -= position;
                end -= position;
                position = 0;
            }
            if (end == buffer.length) {
                return end;
            }
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                return end;
            }
            end += count;
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
