package org.ecluse.filter.phishing;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.SpoofChecker.RestrictionLevel;
import java.util.Locale;

/** What an eye sees of a domain's label: letters of other alphabets, digits and pairs of letters become those they look like. */
final class Skeleton {
    /** Labels are no longer (RFC 1035); Unicode forms of them are shorter still. */
    private static final int LONGEST = 63;

    private static final SpoofChecker CONFUSABLES =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
    private static final SpoofChecker ALPHABETS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL)
            .setRestrictionLevel(RestrictionLevel.MODERATELY_RESTRICTIVE)
            .build();
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.DEFAULT);
    private static final String[] LOOKS = {"o", "l", "z", "e", "a", "s", "g", "t", "b", "g"};

    private Skeleton() {}

    /** The label as it is shown: Unicode, lower case. */
    static String shown(String label) {
        String bounded = label.length() > LONGEST ? label.substring(0, LONGEST) : label;
        if (!bounded.startsWith("xn--")) {
            return bounded.toLowerCase(Locale.ROOT);
        }
        StringBuilder unicode = new StringBuilder();
        UTS46.labelToUnicode(bounded, unicode, new IDNA.Info());
        return unicode.toString().toLowerCase(Locale.ROOT);
    }

    /** The form to compare: two labels with the same skeleton look alike. Hyphens do not count. */
    static String of(String label) {
        String shown = shown(label);
        String folded = isPlain(shown) ? shown : CONFUSABLES.getSkeleton(shown).toLowerCase(Locale.ROOT);
        StringBuilder skeleton = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= '0' && c <= '9') {
                skeleton.append(LOOKS[c - '0']);
            } else if (c == 'i' || c == '|') {
                skeleton.append('l');
            } else if (Character.isLetter(c)) {
                skeleton.append(c);
            }
        }
        return skeleton.toString().replace("rn", "m").replace("vv", "w").replace("cl", "d");
    }

    /** True for a label that mixes Latin with Cyrillic or Greek letters, as no language does. */
    static boolean mixesAlphabets(String label) {
        String shown = shown(label);
        return !isPlain(shown) && ALPHABETS.failsChecks(shown);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
