package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Decodes a uuencoded body: lines between {@code begin} and {@code end}; other lines are skipped. */
final class UuencodedBodyStream extends InputStream {
    private static final int LONGEST_LINE = 200;

    private final InputStream encoded;
    private byte[] line = new byte[0];
    private int at;
    private boolean begun;
    private boolean ended;

    UuencodedBodyStream(InputStream encoded) {
        this.encoded = encoded;
    }

    @Override
    public int read() throws IOException {
        while (at == line.length) {
            if (ended) {
                return -1;
            }
            nextLine();
        }
        return line[at++] & 0xff;
    }

    private void nextLine() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(64);
        int c;
        while ((c = encoded.read()) >= 0 && c != '\n') {
            if (c != '\r' && text.size() < LONGEST_LINE) {
                text.write(c);
            }
        }
        byte[] octets = text.toByteArray();
        line = new byte[0];
        at = 0;
        if (startsWith(octets, "begin ")) {
            begun = true;
        } else if (startsWith(octets, "end")) {
            begun = false;
        } else if (begun && octets.length > 0) {
            line = decoded(octets);
        }
        ended = c < 0;
    }

    /** A line: its first character tells how many octets its groups of four characters hold. */
    static byte[] decoded(byte[] line) {
        int length = line[0] - 32 & 63;
        ByteArrayOutputStream octets = new ByteArrayOutputStream(length);
        for (int i = 1; octets.size() < length && i < line.length; i += 4) {
            int bits = sixBits(line, i) << 18
                    | sixBits(line, i + 1) << 12
                    | sixBits(line, i + 2) << 6
                    | sixBits(line, i + 3);
            for (int shift = 16; shift >= 0 && octets.size() < length; shift -= 8) {
                octets.write(bits >>> shift);
            }
        }
        return octets.toByteArray();
    }

    private static int sixBits(byte[] line, int at) {
        return at < line.length ? line[at] - 32 & 63 : 0;
    }

    private static boolean startsWith(byte[] line, String word) {
        if (line.length < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line[i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
