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
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (octet > ' ' || octet < 0) {
                content(octet);
            } else if (octet == ' ' || octet == '\t') {
                bareCarriageReturn();
                space = true;
            } else if (octet == '\n') {
                carriageReturn = false;
                space = false;
                lineEnds++;
            } else if (octet == '\r') {
                bareCarriageReturn();
                carriageReturn = true;
            } else {
                content(octet);
            }
        }
    }

    private void content(byte octet) {
        if (carriageReturn || space || lineEnds > 0) {
            separate();
        }
        put(octet);
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
