package org.ecluse.filter.campaign;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the people of which customers said of near copies of one message. Immutable; its text is what a cache keeps. */
public final class Reports {
    public static final Reports NONE = new Reports(new TreeMap<>());

    private static final int MOST = 50;
    private static final String VERSION = "v1";

    private final Map<Long, Boolean> spamByCustomer;

    private Reports(Map<Long, Boolean> spamByCustomer) {
        this.spamByCustomer = spamByCustomer;
    }

    /** The last word of a customer counts. */
    public Reports with(long customerId, boolean spam) {
        if (spamByCustomer.size() >= MOST && !spamByCustomer.containsKey(customerId)) {
            return this;
        }
        Map<Long, Boolean> changed = new TreeMap<>(spamByCustomer);
        changed.put(customerId, spam);
        return new Reports(changed);
    }

    public Reports without(long customerId) {
        Map<Long, Boolean> changed = new TreeMap<>(spamByCustomer);
        changed.remove(customerId);
        return new Reports(changed);
    }

    /** Customers that called it spam; 0 if one called it wanted: then it is a matter of taste. */
    public int customers() {
        return spamByCustomer.containsValue(false) ? 0 : spamByCustomer.size();
    }

    /** What {@link #toString} wrote; anything else is none. */
    public static Optional<Reports> parse(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != 2 || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        Map<Long, Boolean> read = new TreeMap<>();
        for (String each : fields[1].split(",", MOST + 1)) {
            if (each.matches("[0-9]{1,18}[+-]")) {
                read.put(Long.valueOf(each.substring(0, each.length() - 1)), each.endsWith("+"));
            }
        }
        return Optional.of(new Reports(read));
    }

    @Override
    public String toString() {
        return VERSION + "|"
                + spamByCustomer.entrySet().stream()
                        .map(each -> each.getKey() + (each.getValue() ? "+" : "-"))
                        .collect(Collectors.joining(","));
    }
}
