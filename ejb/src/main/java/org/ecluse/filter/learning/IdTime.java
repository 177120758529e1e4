package org.ecluse.filter.learning;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether the time that a program writes into its ids and boundaries is that of the Date field. Who borrows a program's name, or ids
 * of another mail, seldom thinks of it.
 */
final class IdTime {
    private static final int MOST_TEXT = 120;
    private static final int HALF = 8;
    /** Digits of a day, of a minute with its day, and of the seconds since 1970. */
    private static final int DAY = 8;

    private static final int MINUTE = 12;
    private static final int SECONDS = 10;
    private static final int LONGEST = 18;
    /** From 1601 to 1970, in seconds. */
    private static final long WINDOWS_EPOCH = 11_644_473_600L;

    private static final long TICKS = 10_000_000L;
    /** Boundaries hold local time, and clocks differ. */
    private static final Duration NEAR = Duration.ofHours(36);

    private IdTime() {}

    /** "none" if the id holds no time; otherwise how it is written and whether it is {@code sent}'s, or cannot be compared. */
    static String of(String id, Optional<Instant> sent) {
        String text = id.substring(0, Math.min(id.length(), MOST_TEXT));
        OptionalLong windows = windows(id);
        if (windows.isPresent()) {
            return "windows " + compared(Instant.ofEpochSecond(windows.getAsLong()), sent);
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) >= 0 && (i == 0 || !isHex(text.charAt(i - 1)))) {
                int end = i;
                while (end < text.length() && isHex(text.charAt(end))) {
                    end++;
                }
                String found = run(text, i, end, sent);
                if (!found.isEmpty()) {
                    return found;
                }
                i = end;
            }
        }
        return "none";
    }

    /** The time in ticks of Windows that Outlook and its like write, as seconds since 1970. */
    static OptionalLong windows(String id) {
        for (int mark = HALF; mark + HALF < Math.min(id.length(), MOST_TEXT); mark++) {
            char c = id.charAt(mark);
            if ((c == '$' || c == '.')
                    && id.startsWith("01", mark - HALF)
                    && isHex(id, mark - HALF, mark)
                    && isHex(id, mark + 1, mark + 1 + HALF)) {
                long high = Long.parseLong(id.substring(mark - HALF, mark), 16);
                long low = Long.parseLong(id.substring(mark + 1, mark + 1 + HALF), 16);
                return OptionalLong.of(((high << 32) + low) / TICKS - WINDOWS_EPOCH);
            }
        }
        return OptionalLong.empty();
    }

    private static String run(String text, int start, int end, Optional<Instant> sent) {
        int length = end - start;
        if (length == HALF && isNear(Instant.ofEpochSecond(Long.parseLong(text.substring(start, end), 16)), sent)) {
            return "hex near";
        }
        if (!isDecimal(text, start, end)) {
            return "";
        }
        String digits = text.substring(start, end);
        boolean seconds = length == SECONDS || length == SECONDS + 3; // or thousandths
        if (seconds && isNear(Instant.ofEpochSecond(Long.parseLong(digits.substring(0, SECONDS))), sent)) {
            return "epoch near";
        }
        boolean minute = length == MINUTE || length == MINUTE + 2;
        return minute || length > MINUTE + 2 && length <= LONGEST ? date(digits.substring(0, DAY), sent, minute) : "";
    }

    private static String date(String digits, Optional<Instant> sent, boolean alone) {
        try {
            Instant day = LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8))
                    .atTime(12, 0)
                    .toInstant(ZoneOffset.UTC);
            boolean likely = digits.startsWith("19") || digits.startsWith("20");
            return isNear(day, sent) ? "date near" : likely && alone ? "date " + compared(day, sent) : "";
        } catch (DateTimeException e) {
            return ""; // a number like any other
        }
    }

    private static String compared(Instant written, Optional<Instant> sent) {
        return sent.isEmpty() ? "alone" : isNear(written, sent) ? "near" : "far";
    }

    private static boolean isNear(Instant written, Optional<Instant> sent) {
        return sent.filter(moment -> Duration.between(written, moment).abs().compareTo(NEAR) <= 0)
                .isPresent();
    }

    private static int number(String digits, int start, int end) {
        return Integer.parseInt(digits.substring(start, end));
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static boolean isHex(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecimal(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
