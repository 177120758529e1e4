package org.ecluse.mail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A person's name in a form to compare: words without accents, in alphabetical order, so that "DUPONT Élodie" is "elodie.dupont". */
public final class PersonName {
    private static final int LONGEST = 120;
    private static final int MOST_WORDS = 5;

    private PersonName() {}

    /** The form of a name as it is written, or empty if it is none: less than two words of two letters, or too many. */
    public static Optional<String> of(String written) {
        List<String> words = Arrays.stream(
                        PlainWords.of(written, LONGEST).strip().split(" "))
                .filter(word -> word.length() > 1)
                .sorted()
                .toList();
        boolean letters = words.stream().allMatch(word -> word.chars().allMatch(Character::isLetter));
        return words.size() >= 2 && words.size() <= MOST_WORDS && letters
                ? Optional.of(words.stream().collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** The name that an address tells, such as {@code elodie.dupont@…}; empty if it tells none. */
    public static Optional<String> ofLocalPart(String localPart) {
        int plus = localPart.indexOf('+');
        String base = plus > 0 ? localPart.substring(0, plus) : localPart;
        return base.indexOf('.') > 0 || base.indexOf('_') > 0 || base.indexOf('-') > 0 ? of(base) : Optional.empty();
    }
}
