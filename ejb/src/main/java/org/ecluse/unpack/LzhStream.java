package org.ecluse.unpack;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The compression of LHA's methods 4 to 7 and ARJ's 1 to 3: blocks of Huffman codes over a sliding dictionary. */
final class LzhStream extends InputStream {
    private static final int CODES = 510;
    private static final int LENGTHS = 19;
    private static final int THRESHOLD = 3;

    private final Octets packed;
    private final byte[] window;
    private final int positions;
    private final int positionBits;
    private long left;
    private long bitAt;
    private int blockLeft;
    private HuffmanTree codes;
    private HuffmanTree distances;
    private int windowAt;
    private int copyFrom;
    private int copyLeft;

    /**
     * @param dictionary in bytes
     * @param positions how many codes for distances there are
     * @param positionBits of their number
     * @param size of the content
     */
    LzhStream(Octets packed, int dictionary, int positions, int positionBits, long size) {
        this.packed = packed;
        this.window = new byte[dictionary];
        this.positions = positions;
        this.positionBits = positionBits;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        if (left <= 0) {
            return -1;
        }
        if (copyLeft == 0) {
            int code = code();
            if (code < 256) {
                return put((byte) code);
            }
            copyLeft = code - 256 + THRESHOLD;
            copyFrom = Math.floorMod(windowAt - distance() - 1, window.length);
        }
        copyLeft--;
        byte next = window[copyFrom];
        copyFrom = copyFrom + 1 == window.length ? 0 : copyFrom + 1;
        return put(next);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next < 0) {
                return count == 0 ? -1 : count;
            }
            target[offset + count++] = (byte) next;
        }
        return count;
    }

    private int put(byte octet) {
        window[windowAt] = octet;
        windowAt = windowAt + 1 == window.length ? 0 : windowAt + 1;
        left--;
        return octet & 0xff;
    }

    private int code() throws IOException {
        if (blockLeft == 0) {
            blockLeft = bits(16);
            HuffmanTree lengths = lengths(LENGTHS, 5, 3);
            codes = codeLengths(lengths);
            distances = lengths(positions, positionBits, -1);
        }
        blockLeft = (blockLeft - 1) & 0xffff;
        return symbol(codes);
    }

    private int distance() throws IOException {
        int bits = symbol(distances);
        return bits < 2 ? bits : (1 << (bits - 1)) + bits(bits - 1);
    }

    private HuffmanTree lengths(int most, int numberBits, int special) throws IOException {
        int count = bits(numberBits);
        if (count == 0) {
            return HuffmanTree.only(bits(numberBits));
        }
        int[] lengths = new int[most];
        int i = 0;
        while (i < Math.min(count, most)) {
            int length = bits(3);
            while (length >= 7 && bits(1) == 1) {
                length++;
            }
            lengths[i++] = length;
            if (i == special) {
                i += bits(2);
            }
        }
        return HuffmanTree.of(lengths);
    }

    private HuffmanTree codeLengths(HuffmanTree lengths) throws IOException {
        int count = bits(9);
        if (count == 0) {
            return HuffmanTree.only(bits(9));
        }
        int[] found = new int[CODES];
        int i = 0;
        while (i < Math.min(count, CODES)) {
            int length = symbol(lengths);
            switch (length) {
                case 0 -> i++;
                case 1 -> i += bits(4) + 3;
                case 2 -> i += bits(9) + 20;
                default -> found[i++] = length - 2;
            }
        }
        return HuffmanTree.of(found);
    }

    private int symbol(HuffmanTree tree) throws IOException {
        int node = tree.root();
        while (node >= 0) {
            node = tree.next(node, bits(1));
        }
        return tree.symbol(node);
    }

    private int bits(int count) throws IOException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            if (bitAt >> 3 >= packed.length()) {
                throw new EOFException("compressed data ends early");
            }
            value = value << 1 | packed.u8(bitAt >> 3) >> (7 - (bitAt & 7)) & 1;
            bitAt++;
        }
        return value;
    }
}
