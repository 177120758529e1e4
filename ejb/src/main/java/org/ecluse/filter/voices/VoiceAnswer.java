package org.ecluse.filter.voices;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What another spam filter says of a message. */
public sealed interface VoiceAnswer {
    /**
     * Its score.
     *
     * @param score finite
     * @param required score from which on it takes mail for spam, above 0
     * @param symbols rules of its own that it names, in any order
     */
    record Score(double score, double required, List<Symbol> symbols) implements VoiceAnswer {
        private static final double LEAST = -0.5;
        private static final double MOST = 1.2;
        private static final Comparator<Symbol> HEAVIEST_FIRST = Comparator.comparingDouble(
                (Symbol symbol) -> -Math.abs(symbol.points().orElse(0)));

        public Score {
            symbols = List.copyOf(symbols);
            if (!Double.isFinite(score) || !Double.isFinite(required) || required <= 0) {
                throw new IllegalArgumentException(score + " of " + required + " is no score");
            }
        }

        /** Score by required score, held between {@value #LEAST} and {@value #MOST}: no voice shouts down all the others. */
        public double multiplier() {
            return Math.max(LEAST, Math.min(MOST, score / required));
        }

        /** {@code 6.2 of 15: BAYES_SPAM 5.1, R_SPF_FAIL 1}, the heaviest first. */
        public String text() {
            String scored = number(score) + " of " + number(required);
            return symbols.isEmpty()
                    ? scored
                    : symbols.stream()
                            .sorted(HEAVIEST_FIRST)
                            .map(Symbol::text)
                            .collect(Collectors.joining(", ", scored + ": ", ""));
        }
    }

    /** @param reason for the console */
    record Silent(String reason) implements VoiceAnswer {}

    /**
     * A rule of the other filter's.
     *
     * @param name letters, digits and {@code _} only
     * @param points in its own scale, if it tells them
     */
    record Symbol(String name, OptionalDouble points) {
        private static final int LONGEST_NAME = 64;

        public Symbol {
            name = name.chars()
                    .limit(LONGEST_NAME)
                    .map(c -> c == '_' || c < 128 && Character.isLetterOrDigit(c) ? c : '_')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }

        String text() {
            return points.isPresent() ? name + " " + number(points.getAsDouble()) : name;
        }
    }

    private static String number(double value) {
        String written = String.format(Locale.ROOT, "%.1f", value);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }
}
