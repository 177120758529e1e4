package org.ecluse.digest;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What an answer to a report can ask for, in the words that people write, of either language (R3.5). */
public enum ReplyDeed {
    DELIVER('D', "delivrer", "delivre", "deliver", "release"),
    NOT_SPAM('N', "pas indesirable", "n est pas indesirable", "not spam", "notspam", "no spam"),
    GREEN('G', "liste verte", "verte", "vert", "green list", "green"),
    RED('R', "liste rouge", "rouge", "red list", "red");

    private final char letter;
    private final Set<String> words;

    ReplyDeed(char letter, String... words) {
        this.letter = letter;
        this.words = Set.of(words);
    }

    /** In what is stored. */
    char letter() {
        return letter;
    }

    /** @param said lower case, without accents, blanks between the words */
    static Optional<ReplyDeed> said(String said) {
        return Arrays.stream(values()).filter(deed -> deed.words.contains(said)).findFirst();
    }

    static ReplyDeed of(char letter) {
        return Arrays.stream(values())
                .filter(deed -> deed.letter == letter)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no deed " + letter));
    }
}
