package org.ecluse.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Points by symbol. A symbol without a weight is worth nothing: it explains, it does not score. */
public record Weights(Map<String, Double> points) {
    public Weights {
        points = Map.copyOf(points);
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
}
