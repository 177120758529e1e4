package org.ecluse.filter.bulk;

import java.util.List;
import org.ecluse.mail.PlainWords;

/** Words and short phrases, without accents, to be found as whole words. */
record WordList(List<String> words) {
    private static final int MOST_CHARACTERS = 4000;

    static WordList of(String... words) {
        return new WordList(
                List.of(words).stream().map(word -> " " + word + " ").toList());
    }

    /** How many different ones the beginning of {@code text} holds. */
    int countIn(String text) {
        String plain = PlainWords.of(text, MOST_CHARACTERS);
        return (int) words.stream().filter(plain::contains).count();
    }
}
