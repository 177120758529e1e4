package org.ecluse.verdict;

/**
 * What a rule saw. It holds no score: the policy's weights make points of symbol and multiplier.
 *
 * @param symbol stable name, {@code UPPER_SNAKE}; each has a sentence in both languages
 * @param multiplier how strongly, usually 1
 * @param detail for the explanation, at most 500 characters; may quote the mail, so it is escaped wherever it is shown
 */
public record Finding(String symbol, double multiplier, String detail) {
    private static final int DETAIL_LIMIT = 500;

    public Finding {
        if (symbol.isEmpty()) {
            throw new IllegalArgumentException("a finding needs a symbol");
        }
        if (detail.length() > DETAIL_LIMIT) {
            detail = detail.substring(0, DETAIL_LIMIT - 1) + "…";
        }
    }

    public static Finding of(String symbol) {
        return new Finding(symbol, 1, "");
    }

    public static Finding of(String symbol, String detail) {
        return new Finding(symbol, 1, detail);
    }
}
