package org.ecluse.filter.content;

/** File name patterns with {@code *} and {@code ?}. Steps back to the last star only, so no pattern explodes. */
final class Glob {
    private Glob() {}

    static boolean matches(String pattern, String name) {
        int p = 0;
        int star = -1;
        int starName = 0;
        int n = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                starName = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++starName;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
