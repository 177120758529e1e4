package org.ecluse.filter.authentication.canon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code name=value} pairs separated by semicolons (RFC 6376 section 3.2). Names and values are case-sensitive. */
public final class TagList {
    private final String text;
    private final Map<String, Span> tags;

    /** Where a value stands between "=" and ";", white space included. */
    private record Span(int start, int end) {}

    private TagList(String text, Map<String, Span> tags) {
        this.text = text;
        this.tags = tags;
    }

    /**
     * The list, or empty if it is none: a name that is missing, odd or there twice, a control character in a value.
     *
     * @param text one character for each octet; may be folded
     */
    public static Optional<TagList> parse(String text) {
        Map<String, Span> tags = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int semicolon = text.indexOf(';', at);
            int end = semicolon < 0 ? text.length() : semicolon;
            if (semicolon < 0 && !tags.isEmpty() && isBlank(text, at, end)) {
                break; // one semicolon may end the list
            }
            int equals = text.indexOf('=', at);
            if (equals < 0 || equals > end || !isValue(text, equals + 1, end)) {
                return Optional.empty();
            }
            String name = trimmed(text, at, equals);
            if (!isName(name) || tags.put(name, new Span(equals + 1, end)) != null) {
                return Optional.empty();
            }
            at = end + 1;
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(new TagList(text, tags));
    }

    /** The value without white space around it; empty if there is no such tag. */
    public Optional<String> value(String name) {
        Span span = tags.get(name);
        return span == null ? Optional.empty() : Optional.of(trimmed(text, span.start, span.end));
    }

    /** The value without any white space, "" if there is no such tag: for base64 and numbers that may be folded. */
    public String compact(String name) {
        Span span = tags.get(name);
        if (span == null) {
            return "";
        }
        StringBuilder out = new StringBuilder(span.end - span.start);
        for (int i = span.start; i < span.end; i++) {
            if (!isSpace(text.charAt(i))) {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    /** The parts of a value between colons, without white space around each. */
    public Optional<List<String>> parts(String name) {
        return value(name).map(TagList::split);
    }

    /** The first name. */
    public String first() {
        return tags.keySet().iterator().next();
    }

    public boolean has(String name) {
        return tags.containsKey(name);
    }

    /** Offset in the text where the value of a tag that is there begins, directly behind "=". */
    public int start(String name) {
        return tags.get(name).start;
    }

    /** Offset of the semicolon behind it, or the length of the text. */
    public int end(String name) {
        return tags.get(name).end;
    }

    /** Characters that stand for octets as what they are: UTF-8 (RFC 8616). */
    public static String utf8(String octets) {
        return octets.chars().allMatch(c -> c < 128)
                ? octets
                : new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at <= value.length()) {
            int colon = value.indexOf(':', at);
            int end = colon < 0 ? value.length() : colon;
            parts.add(trimmed(value, at, end));
            at = end + 1;
        }
        return parts;
    }

    private static String trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(String text, int from, int to) {
        return trimmed(text, from, to).isEmpty();
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLetter((char) c) || c >= '0' && c <= '9' || c == '_');
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isValue(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < ' ' && !isSpace(c) || c == 127) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
