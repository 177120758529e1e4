package org.ecluse.filter.learning;

import java.io.ByteArrayOutputStream;

/** Whole numbers from 0 on, seven bits an octet, the lowest first. */
final class Varint {
    private static final int MOST_BITS = 28;

    private Varint() {}

    static void write(int value, ByteArrayOutputStream out) {
        int left = value;
        while (left > 127) {
            out.write(left & 127 | 128);
            left >>>= 7;
        }
        out.write(left);
    }

    /** Reads them one after the other; every method throws {@link IllegalArgumentException} for damaged octets. */
    static final class Reader {
        private final byte[] octets;
        private int place;

        Reader(byte[] octets) {
            this.octets = octets;
        }

        /** The next number, which is not above {@code limit}. */
        int atMost(int limit) {
            int value = 0;
            for (int shift = 0; shift <= MOST_BITS; shift += 7) {
                if (place >= octets.length) {
                    throw new IllegalArgumentException("damaged: ends too early");
                }
                int octet = octets[place++];
                value |= (octet & 127) << shift;
                if (octet >= 0) {
                    if (value < 0 || value > limit) {
                        throw new IllegalArgumentException("damaged: " + value + " is above " + limit);
                    }
                    return value;
                }
            }
            throw new IllegalArgumentException("damaged: too long a number");
        }

        boolean isAtEnd() {
            return place == octets.length;
        }

        void end() {
            if (!isAtEnd()) {
                throw new IllegalArgumentException("damaged: more than expected");
            }
        }
    }
}
