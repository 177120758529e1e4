package org.ecluse.reading;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the letters are at the present place of a walk through a page. An element inside may set another size than the one around
 * it: many layouts stand in cells of size 0, against gaps, and say the size of their text further in.
 */
final class LetterSizes {
    private static final String PROPERTY = "font-size:";
    private static final double TINY = 2; // pixels; nobody reads these

    /** An element that says a size; pixels, as good as can be told. */
    private record Size(int depth, double pixels) {}

    private final Deque<Size> stated = new ArrayDeque<>();

    /** @param compact the element's style without white space, lower case, each declaration ended by a semicolon */
    void enter(int depth, String compact) {
        // Behind a semicolon: "mso-bidi-font-size" is another property. The last one counts.
        int begin = (";" + compact).lastIndexOf(";" + PROPERTY);
        if (begin < 0) {
            return;
        }
        begin += PROPERTY.length();
        int end = begin;
        while (end < compact.length() && (isDigit(compact.charAt(end)) || compact.charAt(end) == '.')) {
            end++;
        }
        String number = compact.substring(begin, end);
        String unit =
                compact.substring(end, Math.max(end, compact.indexOf(';', end))).replace("!important", "");
        double pixels = number.chars().anyMatch(LetterSizes::isDigit) && number.indexOf('.') == number.lastIndexOf('.')
                ? pixels(Double.parseDouble(number), unit)
                : TINY + 1; // a word such as "small"
        stated.push(new Size(depth, pixels));
    }

    /** @param size attribute of a font element, "" without one */
    void enterFont(int depth, String size) {
        if (!size.isEmpty()) {
            stated.push(new Size(depth, size.equals("0") || size.equals("1") ? TINY : TINY + 1));
        }
    }

    void leave(int depth) {
        while (!stated.isEmpty() && stated.peek().depth() >= depth) {
            stated.pop();
        }
    }

    /** Nothing is to be seen. */
    boolean areNone() {
        return !stated.isEmpty() && stated.peek().pixels() <= 0;
    }

    boolean areTiny() {
        return !stated.isEmpty() && stated.peek().pixels() > 0 && stated.peek().pixels() <= TINY;
    }

    private double pixels(double number, String unit) {
        boolean relative = unit.equals("em") || unit.equals("%");
        if (relative && areNone()) {
            return 0;
        }
        // Relative to letters of the usual size: only what is next to nothing matters here.
        return switch (unit) {
            case "em", "rem" -> number * 16;
            case "%" -> number * 0.16;
            case "pt" -> number * 4 / 3;
            default -> number;
        };
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
