package org.ecluse.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecluse.mail.PlainWords;

/** Finds many phrases in one pass over a text (Aho and Corasick 1975): a table of states over letters, digits and the space. */
public final class PhraseBook {
    private static final int SYMBOLS = 37;

    private record Phrase(String symbol, String words) {}

    private final List<Phrase> phrases = new ArrayList<>();
    /** Next state for state × character. */
    private int[] next = new int[SYMBOLS * 1024];
    /** Phrase that ends in a state, or -1. */
    private int[] ends = new int[1024];
    /** Nearest shorter state in which a phrase ends, or 0. */
    private int[] shorterEnd;

    private int states = 1;

    private PhraseBook() {
        ends[0] = -1;
    }

    /**
     * The phrases of a resource beside {@code place}: a symbol in brackets, then its phrases, one a line, {@code #} before comments.
     *
     * @throws IllegalArgumentException a phrase holds other letters than Latin ones
     */
    public static PhraseBook of(Class<?> place, String name) {
        PhraseBook book = new PhraseBook();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(place.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            String symbol = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String entry = line.strip();
                if (entry.startsWith("[")) {
                    symbol = entry.substring(1, entry.length() - 1);
                } else if (!entry.isEmpty() && !entry.startsWith("#")) {
                    book.add(symbol, PlainWords.of(entry, 200));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
        book.link();
        return book;
    }

    /** Different phrases of {@code words} by symbol. {@code words} is made by {@link PlainWords}. */
    public Map<String, List<String>> findIn(String words) {
        BitSet found = new BitSet(phrases.size());
        int state = 0;
        for (int i = 0; i < words.length(); i++) {
            int character = index(words.charAt(i));
            state = character < 0 ? 0 : next[state * SYMBOLS + character];
            for (int end = ends[state] >= 0 ? state : shorterEnd[state]; end != 0; end = shorterEnd[end]) {
                found.set(ends[end]);
            }
        }
        Map<String, List<String>> bySymbol = new TreeMap<>();
        found.stream()
                .mapToObj(phrases::get)
                .forEach(phrase -> bySymbol.computeIfAbsent(phrase.symbol, symbol -> new ArrayList<>())
                        .add(phrase.words.strip()));
        return bySymbol;
    }

    private void add(String symbol, String words) {
        int state = 0;
        for (int i = 0; i < words.length(); i++) {
            int character = index(words.charAt(i));
            if (character < 0) {
                throw new IllegalArgumentException("not Latin letters: " + words);
            }
            int at = state * SYMBOLS + character;
            if (next[at] == 0) {
                int created = newState(); // before "next" is read: it may move to a larger array
                next[at] = created;
            }
            state = next[at];
        }
        ends[state] = phrases.size();
        phrases.add(new Phrase(symbol, words));
    }

    private int newState() {
        if ((states + 1) * SYMBOLS > next.length) {
            next = Arrays.copyOf(next, next.length * 2);
            ends = Arrays.copyOf(ends, ends.length * 2);
        }
        ends[states] = -1;
        return states++;
    }

    /** Turns the trie into an automaton: what does not go on goes to the longest suffix that does. */
    private void link() {
        next = Arrays.copyOf(next, states * SYMBOLS);
        ends = Arrays.copyOf(ends, states);
        shorterEnd = new int[states];
        int[] suffix = new int[states];
        Deque<Integer> waiting = new ArrayDeque<>();
        waiting.add(0);
        while (!waiting.isEmpty()) {
            int state = waiting.remove();
            for (int character = 0; character < SYMBOLS; character++) {
                int at = state * SYMBOLS + character;
                int child = next[at];
                int fallback = state == 0 ? 0 : next[suffix[state] * SYMBOLS + character];
                if (child == 0) {
                    next[at] = fallback;
                } else {
                    suffix[child] = fallback;
                    shorterEnd[child] = ends[fallback] >= 0 ? fallback : shorterEnd[fallback];
                    waiting.add(child);
                }
            }
        }
    }

    private static int index(char c) {
        if (c >= 'a' && c <= 'z') {
            return c - 'a';
        }
        if (c >= '0' && c <= '9') {
            return 26 + c - '0';
        }
        return c == ' ' ? 36 : -1;
    }
}
