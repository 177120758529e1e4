package org.ecluse.filter.meaning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import opennlp.tools.tokenize.WordpieceTokenizer;

/** The vocabulary of a sentence model: words as the numbers of their pieces (Wu et al. 2016). Immutable. */
final class WordPieces {
    private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");
    /** What is a piece by itself. */
    private static final Pattern MARK = Pattern.compile("[[:punct:]\\p{P}\\p{Han}]");

    private static final String UNKNOWN = "[UNK]";
    private static final String END = "[SEP]";
    private static final Set<String> MARKS = Set.of("[CLS]", END, UNKNOWN);

    private final Map<String, Long> numbers;
    private final WordpieceTokenizer tokenizer;
    private final long unknown;

    private WordPieces(Map<String, Long> numbers) {
        this.numbers = numbers;
        this.tokenizer = new WordpieceTokenizer(numbers.keySet());
        this.unknown = numbers.get(UNKNOWN);
    }

    /**
     * @param json {@code model.vocab} of a file {@code tokenizer.json}
     * @throws IOException also if it is no such file
     */
    static WordPieces read(InputStream json) throws IOException {
        JsonNode vocabulary = new ObjectMapper().readTree(json).path("model").path("vocab");
        Map<String, Long> numbers = new HashMap<>();
        vocabulary
                .properties()
                .forEach(piece -> numbers.put(piece.getKey(), piece.getValue().asLong()));
        if (!numbers.keySet().containsAll(MARKS)) {
            throw new IOException("no vocabulary of word pieces");
        }
        return new WordPieces(numbers);
    }

    /** The first {@code most} pieces between the marks for the beginning and the end. */
    long[] of(String text, int most) {
        String plain = ACCENT.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        String[] pieces = tokenizer.tokenize(MARK.matcher(plain).replaceAll(" $0 "));
        int count = Math.min(pieces.length - 2, most); // it adds both marks itself
        long[] read = new long[count + 2];
        for (int i = 0; i <= count; i++) {
            read[i] = numbers.get(pieces[i]);
        }
        read[count + 1] = numbers.get(END);
        return read;
    }

    /** How many of them, marks aside, stand for something. */
    long known(long[] read) {
        return Arrays.stream(read).filter(piece -> piece != unknown).count() - 2;
    }
}
