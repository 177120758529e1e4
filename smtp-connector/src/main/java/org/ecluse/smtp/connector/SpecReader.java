package org.ecluse.smtp.connector;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads activation properties given as text and collects what is wrong, each with its key. */
final class SpecReader {

    private final String whose;
    private final List<String> wrong = new ArrayList<>();

    /** @param whose begins each complaint */
    SpecReader(String whose) {
        this.whose = whose;
    }

    long number(String key, String value, long min, long max) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= min && number <= max) return number;
        } catch (NumberFormatException e) {
            // reported below, like a number out of bounds
        }
        wrong(key, "'" + value + "' is not a number from " + min + " to " + max);
        return min;
    }

    /** A size in bytes, as a number or with one of the units K, M, G and T (of 1024): {@code 50M}. */
    long bytes(String key, String value, long min, long max) {
        String size = value.strip().toUpperCase(Locale.ROOT);
        int unit = size.isEmpty() ? 0 : "KMGT".indexOf(size.charAt(size.length() - 1)) + 1;
        try {
            String digits = unit == 0 ? size : size.substring(0, size.length() - 1);
            long bytes = Math.multiplyExact(Long.parseLong(digits), 1L << (10 * unit));
            if (bytes >= min && bytes <= max) return bytes;
        } catch (NumberFormatException | ArithmeticException e) {
            // reported below, like a size out of bounds
        }
        wrong(key, "'" + value + "' is not a size from " + min + " to " + max);
        return min;
    }

    /** A duration such as {@code 90s}, {@code 15m}, {@code 4h} or {@code 1d}. */
    Duration duration(String key, String value, Duration min, Duration max) {
        String text = value.strip().toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
            if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) return duration;
        } catch (DateTimeParseException e) {
            // reported below, like a duration out of bounds
        }
        wrong(key, "'" + value + "' is not a duration from " + min + " to " + max);
        return min;
    }

    int integer(String key, String value, int min, int max) {
        return (int) number(key, value, min, max);
    }

    boolean flag(String key, String value) {
        String word = value.strip();
        if (!word.equalsIgnoreCase("true") && !word.equalsIgnoreCase("false")) {
            wrong(key, "'" + value + "' is neither true nor false");
        }
        return word.equalsIgnoreCase("true");
    }

    String oneOf(String key, String value, Set<String> allowed) {
        if (!allowed.contains(value)) wrong(key, "'" + value + "' is none of " + String.join(", ", allowed));
        return value;
    }

    /** Letters, digits, hyphens and dots. */
    String hostName(String key, String value) {
        boolean clean = value.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '.'));
        if (value.isEmpty() || !clean || value.length() > 253 || value.startsWith("-") || value.startsWith(".")) {
            wrong(key, "'" + value + "' is not a host name");
        }
        return value;
    }

    /** Printable ASCII without blanks at its ends. */
    String line(String key, String value) {
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (value.isBlank() || !printable || !value.equals(value.strip()) || value.length() > 200) {
            wrong(key, "'" + value + "' is not one short line of ASCII text");
        }
        return value;
    }

    void wrong(String key, String why) {
        wrong.add(whose + key + ": " + why);
    }

    List<String> wrong() {
        return wrong;
    }
}
