package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Walks through a message line by line, with the place of each line on the wire. CRLF, LF and a lone CR all end a line, because
 * mail programs differ about the last two. Of a line its first {@value #KEPT_BYTES} bytes are kept.
 */
final class WireLines {
    static final int KEPT_BYTES = 1000;

    private final InputStream wire;
    private final Budget budget;
    private final byte[] chunk = new byte[16_384];
    private final byte[] line = new byte[KEPT_BYTES];
    private int chunkAt;
    private int chunkEnd;
    private long chunkOffset;
    private int length;
    private long start;
    private long end;
    private boolean loneCr;

    WireLines(InputStream wire, Budget budget) {
        this.wire = wire;
        this.budget = budget;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        loneCr = false;
        if (!fill()) {
            return false;
        }
        start = position();
        while (fill()) {
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n' && chunk[end] != '\r') {
                end++;
            }
            int kept = Math.min(end - chunkAt, KEPT_BYTES - length);
            System.arraycopy(chunk, chunkAt, line, length, kept);
            length += kept;
            chunkAt = end;
            this.end = position();
            if (end < chunkEnd) {
                endLine();
                return true;
            }
        }
        return true;
    }

    private void endLine() throws IOException {
        if (chunk[chunkAt++] == '\r') {
            if (fill() && chunk[chunkAt] == '\n') {
                chunkAt++;
            } else {
                loneCr = chunkEnd > 0;
            }
        }
    }

    private boolean fill() throws IOException {
        if (chunkAt < chunkEnd) {
            return true;
        }
        budget.check();
        chunkOffset += chunkEnd;
        chunkAt = 0;
        chunkEnd = Math.max(0, wire.read(chunk));
        return chunkEnd > 0;
    }

    /** Where the line begins, in bytes from the first. */
    long start() {
        return start;
    }

    /** Where the line's own bytes end, before CR and LF. */
    long end() {
        return end;
    }

    /** Where the next line begins. */
    long position() {
        return chunkOffset + chunkAt;
    }

    /** True if a CR without LF ended the line. */
    boolean endedByLoneCr() {
        return loneCr;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return line[index];
    }

    boolean startsWith(char first, char second) {
        return length > 1 && line[0] == first && line[1] == second;
    }

    /** The kept bytes from {@code from} on as ISO-8859-1 characters. */
    String text(int from) {
        return new String(line, from, length - from, StandardCharsets.ISO_8859_1);
    }

    void appendTo(ByteArrayOutputStream target) {
        target.write(line, 0, length);
    }
}
