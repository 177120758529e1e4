package org.ecluse.policy;

import java.util.Set;

/**
 * How mail is marked that is delivered although it may be spam, or is bulk (R2.7). The header says it always; the subject if there is a word.
 *
 * @param bulk classes that are marked where they are delivered (R2.2)
 * @param spamWord stands before the subject of mail at or above the tag threshold, like {@code [SPAM]}; "": nothing does
 * @param bulkWord likewise of marked bulk mail
 */
public record Marking(Set<BulkClass> bulk, String spamWord, String bulkWord) {
    /** Characters; a longer word would hide the subject on a phone. */
    public static final int LONGEST_WORD = 20;

    public static final Marking DEFAULT = new Marking(Set.of(), "", "");

    public Marking {
        bulk = Set.copyOf(bulk);
        spamWord = checked(spamWord);
        bulkWord = checked(bulkWord);
    }

    private static String checked(String word) {
        String stripped = word.strip();
        boolean printable = stripped.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        if (stripped.length() > LONGEST_WORD || !printable) {
            throw new IllegalArgumentException("a word before the subject has at most " + LONGEST_WORD
                    + " characters that can be printed, not " + stripped.length());
        }
        return stripped;
    }
}
