package org.ecluse.mail;

import java.util.Optional;

/** Reads whose results an Authentication-Results field holds (RFC 8601 section 2.2). */
public final class AuthservId {
    private AuthservId() {}

    /** The identifier without quotes, or empty if there is none. Linear time. */
    public static Optional<String> of(String body) {
        int start = behindComments(body);
        if (start == body.length()) {
            return Optional.empty();
        }
        String id = body.charAt(start) == '"' ? quoted(body, start + 1) : token(body, start);
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    /** Behind blanks, line ends and comments, which may be nested. */
    private static int behindComments(String body) {
        int depth = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\' && depth > 0) {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0 && !isBlank(c)) {
                return i;
            }
        }
        return body.length();
    }

    private static String token(String body, int start) {
        int end = start;
        while (end < body.length() && !isBlank(body.charAt(end)) && ";(\"".indexOf(body.charAt(end)) < 0) {
            end++;
        }
        return body.substring(start, end);
    }

    private static String quoted(String body, int start) {
        StringBuilder id = new StringBuilder();
        for (int i = start; i < body.length() && body.charAt(i) != '"'; i++) {
            if (body.charAt(i) == '\\' && i + 1 < body.length()) {
                i++;
            }
            id.append(body.charAt(i));
        }
        return id.toString();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
