package org.ecluse.server.access;

import java.sql.SQLException;

/** Two callers did the same at once, and a rule of the database let only one of them. */
public final class Conflict {
    /** Integrity constraint violation (ISO 9075). */
    private static final String SQLSTATE_CLASS = "23";

    private Conflict() {}

    /** Whether that is what {@code thrown} comes from. */
    public static boolean isIn(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(SQLSTATE_CLASS)) {
                return true;
            }
        }
        return false;
    }
}
