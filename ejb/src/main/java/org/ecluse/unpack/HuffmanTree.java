package org.ecluse.unpack;

import java.io.IOException;
import java.util.Arrays;

/** A Huffman code in its canonical order. Nodes are numbers from 0 on, leaves are negative. */
final class HuffmanTree {
    private static final int NOWHERE = Integer.MIN_VALUE;

    private final int[] children;
    private final int root;

    private HuffmanTree(int[] children, int root) {
        this.children = children;
        this.root = root;
    }

    /** The code in which every symbol is {@code symbol}, and takes no bit. */
    static HuffmanTree only(int symbol) {
        return new HuffmanTree(new int[0], ~symbol);
    }

    /** @param lengths of the codes in bits, 0 for symbols that do not occur; 16 at most */
    static HuffmanTree of(int[] lengths) throws IOException {
        int[] children = new int[2 * 16 * (lengths.length + 1)];
        Arrays.fill(children, NOWHERE);
        int nodes = 1;
        int code = 0;
        for (int length = 1; length <= 16; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    nodes = insert(children, nodes, code++, length, symbol);
                }
            }
            code <<= 1;
        }
        return new HuffmanTree(children, 0);
    }

    private static int insert(int[] children, int nodes, int code, int length, int symbol) throws IOException {
        int node = 0;
        int count = nodes;
        for (int bit = length - 1; bit > 0; bit--) {
            int place = 2 * node + (code >> bit & 1);
            if (children[place] == NOWHERE) {
                children[place] = count++;
            }
            node = children[place];
            if (node < 0) {
                throw new IOException("more codes than there is room for");
            }
        }
        children[2 * node + (code & 1)] = ~symbol;
        return count;
    }

    int root() {
        return root;
    }

    int next(int node, int bit) throws IOException {
        int next = children[2 * node + bit];
        if (next == NOWHERE) {
            throw new IOException("no such code");
        }
        return next;
    }

    int symbol(int leaf) {
        return ~leaf;
    }
}
