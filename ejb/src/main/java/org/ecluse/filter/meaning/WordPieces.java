package org.ecluse.filter.meaning;

import com.google.re2j.Pattern;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import opennlp.tools.tokenize.WordpieceTokenizer;

/** The vocabulary of a sentence model: words as the numbers of their pieces (Wu et al. 2016). Immutable. */
final class WordPieces {
    private static final Pattern ACCENT = Pattern.compile("\\p{Mn}");
    /** What is a piece by itself. */
    private static final Pattern MARK = Pattern.compile("[[:punct:]\\p{P}\\p{Han}]");

    private final Map<String, Long> numbers;
    private final WordpieceTokenizer tokenizer;
    private final long unknown;

    private WordPieces(Map<String, Long> numbers) {
        this.numbers = numbers;
        this.tokenizer = new WordpieceTokenizer(numbers.keySet());
        this.unknown = numbers.get("[UNK]");
    }

    /**
     * @param json {@code model.vocab} of a file {@code tokenizer.json}
     * @throws IOException also if it is no such file
     */
    static WordPieces read(InputStream json) throws IOException {
        try (JsonReader reader = Json.createReader(json)) {
            JsonObject vocabulary = reader.readObject().getJsonObject("model").getJsonObject("vocab");
            Map<String, Long> numbers = new HashMap<>();
            vocabulary.forEach((piece, number) -> numbers.put(piece, ((JsonNumber) number).longValueExact()));
            return new WordPieces(numbers);
        } catch (RuntimeException e) {
            throw new IOException("no vocabulary of word pieces", e);
        }
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
        read[count + 1] = numbers.get("[SEP]");
        return read;
    }

    /** How many of them, marks aside, stand for something. */
    long known(long[] read) {
        return Arrays.stream(read).filter(piece -> piece != unknown).count() - 2;
    }
}
