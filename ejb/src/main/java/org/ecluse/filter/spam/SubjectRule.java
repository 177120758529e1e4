package org.ecluse.filter.spam;

import java.util.Locale;

/** How the subject is written. */
final class SubjectRule implements SpamRule {
    @Override
    public void examine(SpamView view, SpamNotes notes) {
        String subject = view.subject().strip();
        if (subject.isEmpty()) {
            notes.addIf(view.header("Subject").isPresent(), "SUBJECT_EMPTY", "");
            return;
        }
        long letters = subject.chars().filter(Character::isLetter).count();
        long capitals = subject.chars().filter(Character::isUpperCase).count();
        notes.addIf(letters >= 10 && capitals * 10 >= letters * 9, "SUBJECT_ALL_CAPITALS", subject);
        notes.addIf(count(subject, '!') + count(subject, '?') >= 3, "SUBJECT_EXCLAIMS", subject);
        notes.addIf(subject.indexOf('!') >= 0, "SUBJECT_EXCLAMATION", subject);
        notes.addIf(
                subject.indexOf('$') >= 0 || subject.indexOf('€') >= 0 || subject.indexOf('£') >= 0,
                "SUBJECT_MONEY",
                subject);
        notes.addIf(subject.codePoints().anyMatch(SubjectRule::isPictograph), "SUBJECT_PICTOGRAPH", subject);
        String lower = subject.toLowerCase(Locale.ROOT);
        boolean answers = lower.startsWith("re:") || lower.startsWith("re :") || lower.startsWith("aw:");
        notes.addIf(answers && !view.hasThread(), "SUBJECT_FALSE_REPLY", subject);
        notes.addIf(
                hasFalseLetters(subject) || hasFalseLetters(view.fromName()),
                "FALSE_LETTERS",
                view.fromName() + ": " + subject);
        notes.addIf(isGapped(subject), "SUBJECT_GAPPED", subject);
        notes.addIf(endsInCode(subject), "SUBJECT_CODE", subject);
        notes.addIf(
                view.header("Subject").filter(SubjectRule::isNeedlesslyEncoded).isPresent(),
                "SUBJECT_ENCODED_NEEDLESSLY",
                subject);
        view.from()
                .ifPresent(from -> notes.addIf(
                        from.localPart().length() > 3
                                && lower.contains(from.localPart().toLowerCase(Locale.ROOT) + "@"),
                        "SUBJECT_HOLDS_ADDRESS",
                        subject));
        boolean recipient = view.mail().envelope().recipients().stream()
                .anyMatch(to -> to.localPart().length() > 2
                        && (lower.contains(to.key())
                                || lower.startsWith(to.localPart().toLowerCase(Locale.ROOT) + ",")));
        notes.addIf(recipient, "SUBJECT_HOLDS_RECIPIENT", subject);
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static boolean isPictograph(int codePoint) {
        return (codePoint >= 0x1f300 && codePoint <= 0x1faff) || (codePoint >= 0x2600 && codePoint <= 0x27bf);
    }

    /** "v i a g r a", "C.H.E.A.P": five single letters with something between them. */
    private static boolean isGapped(String subject) {
        int run = 0;
        for (int i = 0; i + 1 < subject.length(); i += 2) {
            boolean pair = Character.isLetter(subject.charAt(i)) && !Character.isLetterOrDigit(subject.charAt(i + 1));
            run = pair ? run + 1 : 0;
            if (run >= 4) {
                return true;
            }
            if (!pair && i > 0) {
                i--; // take up the other parity
            }
        }
        return false;
    }

    /** A zero between capitals or a capital I for a small L: {@code C0NSUMER}, {@code deIivery}, {@code maiI}. */
    private static boolean hasFalseLetters(String text) {
        for (int i = 1; i < text.length(); i++) {
            char before = text.charAt(i - 1);
            char after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            boolean zero = text.charAt(i) == '0' && isCapital(before) && isCapital(after);
            boolean smallL = text.charAt(i) == 'I'
                    && Character.isLowerCase(before)
                    && (after == 'i' || after == 'I' || after == ' ');
            if (zero || smallL) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** A random word far right of the text, which makes each copy of a campaign unlike the others. */
    private static boolean endsInCode(String subject) {
        int gap = subject.lastIndexOf("    ");
        String tail = gap < 0 ? "" : subject.substring(gap).strip();
        return tail.length() >= 4 && tail.length() <= 20 && tail.indexOf(' ') < 0;
    }

    private static boolean isNeedlesslyEncoded(String raw) {
        int word = raw.toLowerCase(Locale.ROOT).indexOf("?b?");
        return word > 0 && raw.startsWith("=?") && AsciiOnly.isAsciiWord(raw);
    }
}
