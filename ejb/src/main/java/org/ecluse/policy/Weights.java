package org.ecluse.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Points by symbol. A symbol without a weight is worth nothing: it explains, it does not score. */
public record Weights(Map<String, Double> points) {
    public Weights {
        points = Map.copyOf(points);
    }

    /** The weights of {@code weights.properties} beside this class, which a policy overrides one by one. */
    public static Weights shipped() {
        return Shipped.WEIGHTS;
    }

    public double of(String symbol) {
        return points.getOrDefault(symbol, 0.0);
    }

    /** These weights with {@code overrides} in place of those of the same symbol. */
    public Weights with(Map<String, Double> overrides) {
        if (overrides.isEmpty()) {
            return this;
        }
        HashMap<String, Double> merged = new HashMap<>(points);
        merged.putAll(overrides);
        return new Weights(merged);
    }

    public Set<String> symbols() {
        return points.keySet();
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final Weights WEIGHTS = read();

        private static Weights read() {
            Properties lines = new Properties();
            try (InputStream resource = Weights.class.getResourceAsStream("weights.properties")) {
                lines.load(resource);
            } catch (IOException e) {
                throw new UncheckedIOException("weights.properties", e);
            }
            Map<String, Double> points = new HashMap<>();
            lines.forEach((symbol, value) -> points.put((String) symbol, Double.valueOf((String) value)));
            return new Weights(points);
        }
    }
}
