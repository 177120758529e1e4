package org.ecluse.filter.spam;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.verdict.Finding;

/** What the rules have found so far; each symbol once, so that repetition alone is no proof. */
final class SpamNotes {
    private final List<Finding> findings = new ArrayList<>();

    void add(String symbol, String detail) {
        add(symbol, 1, detail);
    }

    void add(String symbol, double multiplier, String detail) {
        if (findings.stream().noneMatch(f -> f.symbol().equals(symbol))) {
            findings.add(new Finding(symbol, multiplier, detail));
        }
    }

    void addIf(boolean seen, String symbol, String detail) {
        if (seen) {
            add(symbol, detail);
        }
    }

    boolean has(String symbol) {
        return strength(symbol) > 0;
    }

    /** Multiplier of a symbol, 0 if it was not found. */
    double strength(String symbol) {
        return findings.stream()
                .filter(f -> f.symbol().equals(symbol))
                .mapToDouble(Finding::multiplier)
                .findFirst()
                .orElse(0);
    }

    List<Finding> findings() {
        return findings;
    }
}
