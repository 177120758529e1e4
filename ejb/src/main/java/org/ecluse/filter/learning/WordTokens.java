package org.ecluse.filter.learning;

import java.util.List;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.PlainWords;

/** Words, words beside each other, and characters beside each other in scripts that are written without spaces. */
final class WordTokens {
    private static final int MOST_TEXT = 60_000;
    private static final int MOST_SUBJECT = 400;
    private static final int MOST_NAMES = 3;
    private static final int LONGEST_WORD = 24;
    /** Word pairs over a gap are looked at where a text begins. */
    private static final int MOST_GAPS = 400;

    private WordTokens() {}

    static void addSubject(String subject, TokenBag bag) {
        String words = PlainWords.of(subject, MOST_SUBJECT);
        add('s', words, words.length(), bag, null);
        bag.build(TokenHash.of('S', "length" + Scale.of(subject.length())));
        addMarks(subject, bag);
    }

    static void addNames(List<Mailbox> from, TokenBag bag) {
        from.stream().limit(MOST_NAMES).forEach(mailbox -> {
            String words = PlainWords.of(mailbox.displayName(), MOST_SUBJECT);
            add('n', words, words.length(), bag, null);
        });
    }

    static void addText(String words, TokenBag bag, Budget budget) {
        add('w', words, Math.min(words.length(), MOST_TEXT), bag, budget);
        bag.build(TokenHash.of('L', "length" + Scale.of(words.length())));
    }

    /** Exclamation marks, currency signs and capitals: what plain words do not keep. */
    private static void addMarks(String subject, TokenBag bag) {
        int capitals = 0;
        int letters = 0;
        for (int i = 0; i < Math.min(subject.length(), MOST_SUBJECT); i++) {
            char c = subject.charAt(i);
            if (Character.isLetter(c)) {
                letters++;
                capitals += Character.isUpperCase(c) ? 1 : 0;
            } else if (c > ' ' && !Character.isDigit(c)) {
                bag.build(TokenHash.of('M', subject, i, i + 1));
            }
        }
        if (letters > 5) {
            bag.build(TokenHash.of('S', "capitals" + capitals * 4 / letters));
        }
    }

    private static void add(char kind, String words, int end, TokenBag bag, Budget budget) {
        int base = bag.text().length();
        bag.text().append(words, 0, end);
        int before = 0;
        int beforeStart = 0;
        int beyond = 0;
        int gaps = 0;
        int start = 0;
        while (start < end && !bag.isFull()) {
            while (start < end && words.charAt(start) == ' ') {
                start++;
            }
            int stop = words.indexOf(' ', start);
            if (stop < 0 || stop > end) {
                stop = end;
            }
            if (stop <= start) {
                break;
            }
            if (budget != null) {
                budget.check();
            }
            int hash = word(kind, words, start, stop, base, bag);
            if (before != 0) {
                bag.add(TokenGroup.WORDS, TokenHash.pair(kind, before, hash), base + beforeStart, base + stop);
            }
            if (beyond != 0 && ++gaps <= MOST_GAPS) {
                bag.add(TokenGroup.WORDS, TokenHash.pair((char) (kind + 'k'), beyond, hash));
            }
            beyond = before;
            before = hash;
            beforeStart = start;
            start = stop;
        }
    }

    /** Adds one word and returns its hash. Numbers are told apart by their length alone, long words by that they are long. */
    private static int word(char kind, String words, int start, int stop, int base, TokenBag bag) {
        int length = stop - start;
        if (isDense(words.charAt(start))) {
            return characters(kind, words, start, stop, base, bag);
        }
        int hash;
        if (length > LONGEST_WORD) {
            hash = TokenHash.of(kind, "long" + Scale.of(length));
        } else if (isNumber(words, start, stop)) {
            hash = TokenHash.of(kind, "number" + length);
        } else {
            hash = TokenHash.of(kind, words, start, stop);
        }
        bag.add(TokenGroup.WORDS, hash, base + start, base + stop);
        return hash;
    }

    private static int characters(char kind, String words, int start, int stop, int base, TokenBag bag) {
        int hash = 0;
        for (int i = start; i < stop && !bag.isFull(); i++) {
            hash = TokenHash.of(kind, words, i, Math.min(i + 2, stop));
            bag.add(TokenGroup.WORDS, hash, base + i, base + Math.min(i + 2, stop));
        }
        return hash;
    }

    private static boolean isNumber(String words, int start, int stop) {
        for (int i = start; i < stop; i++) {
            char c = words.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    /** Thai, Lao, Khmer, Burmese, kana and Han: no spaces between words. */
    private static boolean isDense(char c) {
        return c >= 0x0E00 && c < 0x1100
                || c >= 0x1780 && c < 0x1800
                || c >= 0x3040 && c < 0xA000
                || c >= 0xF900 && c < 0xFB00;
    }
}
