package org.ecluse.filter.authentication.canon;

import java.util.SortedSet;

/** Runs of white space become one space, those at line ends nothing; no empty lines at the end (RFC 6376 section 3.4.4). */
final class RelaxedBody extends BodyCanonicalizer {
    private final byte[] out = new byte[4_096];
    private int size;
    private boolean space;

    RelaxedBody(SortedSet<Long> limits) {
        super(limits);
    }

    @Override
    void update(byte[] octets, int from, int to) {
        int at = from;
        while (at < to) {
            byte octet = octets[at];
            if (isContent(octet)) {
                int end = endOfCanonical(octets, at, to);
                content(octets, at, end);
                at = end;
                continue;
            }
            if (octet == '\n') {
                carriageReturn = false;
                space = false;
                lineEnds++;
            } else {
                bareCarriageReturn();
                carriageReturn = octet == '\r';
                space |= octet != '\r';
            }
            at++;
        }
    }

    private static boolean isContent(byte octet) {
        return octet != ' ' && octet != '\t' && octet != '\n' && octet != '\r';
    }

    /** Where the octets from {@code from}, a content, stop being canonical already: mostly the end of the paragraph. */
    private static int endOfCanonical(byte[] octets, int from, int to) {
        int end = from + 1;
        while (end < to) {
            byte octet = octets[end];
            if (isContent(octet)) {
                end++;
            } else if (octet == ' ' && end + 1 < to && isContent(octets[end + 1])) {
                end += 2;
            } else if (octet == '\r' && end + 2 < to && octets[end + 1] == '\n' && isContent(octets[end + 2])) {
                end += 3;
            } else {
                break;
            }
        }
        return end;
    }

    private void content(byte[] octets, int from, int to) {
        if (carriageReturn || space || lineEnds > 0) {
            separate();
        }
        if (to - from > out.length - size) {
            spill();
        }
        if (to - from > out.length) {
            emit(octets, from, to);
        } else {
            System.arraycopy(octets, from, out, size, to - from);
            size += to - from;
            if (size == out.length) {
                spill(); // there is always room for one octet
            }
        }
    }

    /** What stands between the last content and the next. */
    private void separate() {
        boolean bare = carriageReturn;
        carriageReturn = false;
        if (lineEnds == 1) {
            lineEnds = 0;
            put((byte) '\r');
            put((byte) '\n');
        } else if (lineEnds > 1) {
            spill();
            emitLineEnds();
        }
        if (space) {
            space = false;
            put((byte) ' ');
        }
        if (bare) {
            put((byte) '\r');
        }
    }

    private void bareCarriageReturn() {
        if (carriageReturn) {
            separate();
        }
    }

    private void put(byte octet) {
        out[size++] = octet;
        if (size == out.length) {
            spill();
        }
    }

    private void spill() {
        emit(out, 0, size);
        size = 0;
    }

    @Override
    void flush() {
        bareCarriageReturn();
        spill();
    }

    @Override
    boolean emptyBodyIsOneLine() {
        return false;
    }
}
