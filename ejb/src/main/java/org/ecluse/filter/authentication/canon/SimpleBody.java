package org.ecluse.filter.authentication.canon;

import java.util.SortedSet;

/** The body as it is, without empty lines at its end (RFC 6376 section 3.4.3). */
final class SimpleBody extends BodyCanonicalizer {
    private static final byte[] CARRIAGE_RETURN = {'\r'};

    SimpleBody(SortedSet<Long> limits) {
        super(limits);
    }

    @Override
    void update(byte[] octets, int from, int to) {
        int contentEnd = to;
        while (contentEnd > from && (octets[contentEnd - 1] == '\n' || octets[contentEnd - 1] == '\r')) {
            contentEnd--;
        }
        if (contentEnd > from && !carriageReturn && hasOnlyWholeLineEnds(octets, from, contentEnd)) {
            emitLineEnds();
            emit(octets, from, contentEnd);
        } else {
            slowly(octets, from, contentEnd);
        }
        slowly(octets, contentEnd, to);
    }

    /** True if every LF stands behind a CR, as it is in mail: then the octets are canonical already. */
    private static boolean hasOnlyWholeLineEnds(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] == '\n' && (i == from || octets[i - 1] != '\r')) {
                return false;
            }
        }
        return true;
    }

    private void slowly(byte[] octets, int from, int to) {
        int contentStart = from;
        for (int i = from; i < to; i++) {
            byte octet = octets[i];
            if (octet != '\r' && octet != '\n') {
                continue;
            }
            content(octets, contentStart, i);
            contentStart = i + 1;
            if (octet == '\n') {
                carriageReturn = false;
                lineEnds++;
            } else {
                bareCarriageReturn();
                carriageReturn = true;
            }
        }
        content(octets, contentStart, to);
    }

    private void content(byte[] octets, int from, int to) {
        if (from < to) {
            bareCarriageReturn();
            emitLineEnds();
            emit(octets, from, to);
        }
    }

    private void bareCarriageReturn() {
        if (carriageReturn) {
            carriageReturn = false;
            emitLineEnds();
            emit(CARRIAGE_RETURN, 0, 1);
        }
    }

    @Override
    void flush() {
        bareCarriageReturn();
    }

    @Override
    boolean emptyBodyIsOneLine() {
        return true;
    }
}
