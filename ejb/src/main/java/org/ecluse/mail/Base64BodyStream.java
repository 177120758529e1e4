package org.ecluse.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 as mail programs do, so that nothing is shown to a user that was not examined: characters outside the alphabet
 * are skipped (RFC 2045 section 6.8), padding ends a group but not the body, a missing end is no error.
 */
final class Base64BodyStream extends InputStream {
    private static final int[] SIX_BITS = sixBits();
    private static final int PADDING = -2;

    private final InputStream encoded;
    private final byte[] chunk = new byte[4096];
    private int chunkAt;
    private int chunkEnd;
    private int bits;
    private int bitCount;

    Base64BodyStream(InputStream encoded) {
        this.encoded = encoded;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (chunkAt == chunkEnd) {
                chunkEnd = encoded.read(chunk);
                chunkAt = 0;
                if (chunkEnd < 0) {
                    chunkEnd = 0;
                    break;
                }
            }
            int value = SIX_BITS[chunk[chunkAt++] & 0xff];
            if (value >= 0) {
                bits = bits << 6 | value;
                bitCount += 6;
                if (bitCount >= 8) {
                    bitCount -= 8;
                    target[offset + written++] = (byte) (bits >>> bitCount);
                }
            } else if (value == PADDING) {
                bitCount = 0; // what is left over of a padded group is no octet; a new group may follow
            }
        }
        return written == 0 && length > 0 ? -1 : written;
    }

    private static int[] sixBits() {
        int[] table = new int[256];
        Arrays.fill(table, -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            table[alphabet.charAt(i)] = i;
        }
        table['='] = PADDING;
        return table;
    }
}
