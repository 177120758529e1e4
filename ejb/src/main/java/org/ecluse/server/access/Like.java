package org.ecluse.server.access;

import java.util.Locale;

/** Patterns of LIKE made of what people type, for queries that say {@code escape '!'} and compare lower case. */
public final class Like {
    private Like() {}

    public static String contains(String typed) {
        return "%" + escaped(typed) + "%";
    }

    public static String endsWith(String suffix) {
        return "%" + escaped(suffix);
    }

    private static String escaped(String typed) {
        return typed.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
