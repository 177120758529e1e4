package org.ecluse.queue.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reads replies within a deadline and within bounds: 1,024 octets a line, 128 lines, of which the first 20 are kept. */
final class ReplyReader {
    private static final int LONGEST_LINE = 1024;
    private static final int MOST_LINES = 128;
    private static final int KEPT_LINES = 20;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[2048];
    private int position;
    private int end;

    ReplyReader(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /**
     * @throws SocketTimeoutException the whole reply did not come in time
     * @throws SmtpProtocolException what came is no reply
     */
    SmtpReply read(Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        List<String> lines = new ArrayList<>(1);
        int code = 0;
        for (int count = 0; count < MOST_LINES; count++) {
            String line = line(deadline);
            int lineCode = code(line);
            if (code != 0 && lineCode != code) {
                throw new SmtpProtocolException("reply changes from " + code + " to " + lineCode);
            }
            code = lineCode;
            if (lines.size() < KEPT_LINES && line.length() > 4) {
                lines.add(line.substring(4));
            }
            if (line.length() == 3 || line.charAt(3) == ' ') {
                return new SmtpReply(code, lines);
            }
        }
        throw new SmtpProtocolException("reply of more than " + MOST_LINES + " lines");
    }

    /** Whether the server sent something nobody asked for. */
    boolean hasUnread() throws IOException {
        return position < end || in.available() > 0;
    }

    private static int code(String line) throws SmtpProtocolException {
        boolean formed = line.length() >= 3
                && line.charAt(0) >= '2'
                && line.charAt(0) <= '5'
                && isDigit(line.charAt(1))
                && isDigit(line.charAt(2))
                && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        if (!formed) {
            throw new SmtpProtocolException("no SMTP reply: " + PrintableText.of(line, 80));
        }
        return Integer.parseInt(line.substring(0, 3));
    }

    private String line(long deadline) throws IOException {
        byte[] line = new byte[128];
        int length = 0;
        while (true) {
            if (position == end) {
                fill(deadline);
            }
            byte octet = buffer[position++];
            if (octet == '\n') {
                int textEnd = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, textEnd, StandardCharsets.UTF_8);
            }
            if (length == LONGEST_LINE) {
                throw new SmtpProtocolException("reply line of more than " + LONGEST_LINE + " octets");
            }
            if (length == line.length) {
                line = java.util.Arrays.copyOf(line, length * 2);
            }
            line[length++] = octet;
        }
    }

    private void fill(long deadline) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no complete reply in time");
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException("connection closed by the server");
        }
        position = 0;
        end = count;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
