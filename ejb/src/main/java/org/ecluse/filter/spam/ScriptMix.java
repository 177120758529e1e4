package org.ecluse.filter.spam;

import java.lang.Character.UnicodeScript;

/** Words that mix Latin with Cyrillic or Greek letters, or use styled letters, so that eyes read what filters do not. */
final class ScriptMix {
    private ScriptMix() {}

    static boolean isMixed(String text) {
        boolean latin = false;
        boolean lookAlike = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= 0x1d400 && c <= 0x1d7ff) {
                return true; // mathematical letters
            }
            if (!Character.isLetter(c)) {
                latin = false;
                lookAlike = false;
                continue;
            }
            if (c < 128) {
                latin = true;
            } else {
                UnicodeScript script = UnicodeScript.of(c);
                lookAlike |= script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK;
                latin |= script == UnicodeScript.LATIN;
            }
            if (latin && lookAlike) {
                return true;
            }
        }
        return false;
    }
}
