package org.ecluse.filter.authentication.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A macro-string, read once and expanded for one check (RFC 7208 section 7). */
final class MacroString {
    private static final String LETTERS = "slodiphv";
    private static final String EXPLANATION_LETTERS = "slodiphvcrt";
    private static final String DELIMITERS = ".-+,/_=";

    /** A literal, or one macro with its transformers. */
    private record Piece(String literal, char letter, int labels, boolean reversed, String delimiters) {}

    private final List<Piece> pieces;

    private MacroString(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** A domain-spec: it ends in a top label that is not numeric, or in a macro. */
    static MacroString domainSpec(String text) throws SpfSyntaxException {
        MacroString read = read(text, LETTERS, false);
        if (read.pieces.isEmpty()) {
            throw new SpfSyntaxException("empty domain");
        }
        Piece last = read.pieces.get(read.pieces.size() - 1);
        if (last.letter == 0 && !endsInTopLabel(text)) {
            throw new SpfSyntaxException("domain has no top label: " + text);
        }
        return read;
    }

    /** The value of an unknown modifier: any macro-string. */
    static MacroString value(String text) throws SpfSyntaxException {
        return read(text, LETTERS, false);
    }

    /** The text of an explanation, which may hold spaces and the letters c, r and t. */
    static MacroString explanation(String text) throws SpfSyntaxException {
        return read(text, EXPLANATION_LETTERS, true);
    }

    /** @param values the plain value of a lower-case macro letter */
    String expand(Function<Character, String> values) {
        StringBuilder expanded = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.letter == 0) {
                expanded.append(piece.literal);
                continue;
            }
            String value = transform(piece, values.apply(Character.toLowerCase(piece.letter)));
            expanded.append(Character.isUpperCase(piece.letter) ? urlEscaped(value) : value);
        }
        return expanded.toString();
    }

    private static MacroString read(String text, String letters, boolean spaces) throws SpfSyntaxException {
        List<Piece> pieces = new ArrayList<>();
        int position = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c != '%') {
                if (c > 126 || c < (spaces ? ' ' : '!')) {
                    throw new SpfSyntaxException("character " + (int) c);
                }
                append(pieces, String.valueOf(c));
                position++;
                continue;
            }
            char kind = position + 1 < text.length() ? text.charAt(position + 1) : 0;
            Optional<String> escape = escape(kind);
            if (escape.isPresent()) {
                append(pieces, escape.get());
                position += 2;
            } else if (kind == '{' && text.indexOf('}', position) > 0) {
                int end = text.indexOf('}', position);
                pieces.add(macro(text.substring(position + 2, end), letters));
                position = end + 1;
            } else {
                throw new SpfSyntaxException("lone %");
            }
        }
        return new MacroString(List.copyOf(pieces));
    }

    /** Literals that follow each other become one piece; an escape counts as a macro at the end of a domain. */
    private static void append(List<Piece> pieces, String literal) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).letter == 0) {
            pieces.set(last, new Piece(pieces.get(last).literal + literal, (char) 0, 0, false, ""));
        } else {
            pieces.add(new Piece(literal, (char) 0, 0, false, ""));
        }
    }

    private static Optional<String> escape(char kind) {
        return switch (kind) {
            case '%' -> Optional.of("%");
            case '_' -> Optional.of(" ");
            case '-' -> Optional.of("%20");
            default -> Optional.empty();
        };
    }

    private static Piece macro(String body, String letters) throws SpfSyntaxException {
        if (body.isEmpty() || letters.indexOf(Character.toLowerCase(body.charAt(0))) < 0) {
            throw new SpfSyntaxException("macro letter in " + body);
        }
        int position = 1;
        int labels = 0;
        while (position < body.length() && isDigit(body.charAt(position))) {
            labels = Math.min(1000, labels * 10 + body.charAt(position) - '0');
            position++;
        }
        if (position > 1 && labels == 0) {
            throw new SpfSyntaxException("zero labels in " + body);
        }
        boolean reversed = position < body.length() && (body.charAt(position) | 32) == 'r';
        String delimiters = body.substring(reversed ? position + 1 : position);
        if (delimiters.chars().anyMatch(c -> DELIMITERS.indexOf(c) < 0)) {
            throw new SpfSyntaxException("delimiter in " + body);
        }
        return new Piece("", body.charAt(0), labels, reversed, delimiters.isEmpty() ? "." : delimiters);
    }

    private static String transform(Piece piece, String value) {
        if (piece.labels == 0 && !piece.reversed && piece.delimiters.equals(".")) {
            return value;
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || piece.delimiters.indexOf(value.charAt(i)) >= 0) {
                parts.add(value.substring(start, i));
                start = i + 1;
            }
        }
        if (piece.reversed) {
            java.util.Collections.reverse(parts);
        }
        int skip = piece.labels == 0 ? 0 : Math.max(0, parts.size() - piece.labels);
        return String.join(".", parts.subList(skip, parts.size()));
    }

    /** RFC 3986 section 2.3: all but unreserved characters become %XX. */
    private static String urlEscaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : value.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isDigit(c) || (c | 32) >= 'a' && (c | 32) <= 'z' || "-._~".indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean endsInTopLabel(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        int dot = name.lastIndexOf('.');
        String label = name.substring(dot + 1);
        boolean letterOrHyphen = false;
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            boolean letter = (c | 32) >= 'a' && (c | 32) <= 'z';
            boolean hyphen = c == '-' && i > 0 && i < label.length() - 1;
            if (!letter && !hyphen && !isDigit(c)) {
                return false;
            }
            letterOrHyphen |= letter || hyphen;
        }
        return dot >= 0 && letterOrHyphen;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
