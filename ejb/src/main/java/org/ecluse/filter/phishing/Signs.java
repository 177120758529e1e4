package org.ecluse.filter.phishing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ecluse.verdict.Finding;

/** The signs found so far; each once, the loudest of its kind. */
final class Signs {
    private final Map<PhishingSign, Finding> found = new EnumMap<>(PhishingSign.class);

    void add(PhishingSign sign, String detail) {
        add(sign, 1, detail);
    }

    void add(PhishingSign sign, double multiplier, String detail) {
        Finding before = found.get(sign);
        if (before == null || before.multiplier() < multiplier) {
            found.put(sign, new Finding(sign.symbol(), multiplier, detail));
        }
    }

    boolean has(PhishingSign sign) {
        return found.containsKey(sign);
    }

    List<Finding> findings() {
        return List.copyOf(found.values());
    }
}
