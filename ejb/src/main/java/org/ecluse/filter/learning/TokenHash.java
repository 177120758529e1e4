package org.ecluse.filter.learning;

/** Hash of tokens, stable for ever: shipped and learned weights are kept by it. */
final class TokenHash {
    private static final int PRIME = 0x01000193;

    private TokenHash() {}

    /** Of the characters {@code start} to {@code end}, apart for each {@code kind} of token. */
    static int of(char kind, CharSequence text, int start, int end) {
        int hash = (0x811C9DC5 ^ kind) * PRIME;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    static int of(char kind, char[] text, int start, int end) {
        int hash = (0x811C9DC5 ^ kind) * PRIME;
        for (int i = start; i < end; i++) {
            hash = (hash ^ text[i]) * PRIME;
        }
        return hash;
    }

    static int of(char kind, CharSequence text) {
        return of(kind, text, 0, text.length());
    }

    /** Of two tokens beside each other. */
    static int pair(char kind, int first, int second) {
        return mixed(first * 31 + kind) * PRIME ^ second;
    }

    static int bucket(int hash, TokenGroup group) {
        return group.base + (mixed(hash) >>> (32 - group.bits));
    }

    private static int mixed(int hash) {
        int h = hash;
        h ^= h >>> 16;
        h *= 0x85EBCA6B;
        h ^= h >>> 13;
        h *= 0xC2B2AE35;
        h ^= h >>> 16;
        return h;
    }
}
