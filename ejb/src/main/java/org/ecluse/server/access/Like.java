package org.ecluse.server.access;

import java.util.Locale;

/** Patterns of LIKE made of what people type, for queries that say {@code escape '!'} and compare lower case. */
public final class Like {
    private Like() {}

    public static String contains(String typed) {
        return "%" + escaped(typed) + "%";
    }

    /** As it stands, case included. */
    public static String begins(String exact) {
        return masked(exact) + "%";
    }

    public static String endsWith(String suffix) {
        return "%" + escaped(suffix);
    }

    private static String escaped(String typed) {
        return masked(typed.strip().toLowerCase(Locale.ROOT));
    }

    private static String masked(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
