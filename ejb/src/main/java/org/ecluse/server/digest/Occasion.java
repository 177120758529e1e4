package org.ecluse.server.digest;

/** Why a report is made. */
public enum Occasion {
    /** Its hour has come (R3.1). */
    DUE,
    /** Somebody wants it now: a report besides the daily one, of what no report has listed yet (R3.12). */
    EARLY;

    /** @param early a job parameter: {@code true} or {@code false} */
    public static Occasion of(String early) {
        return Boolean.parseBoolean(early) ? EARLY : DUE;
    }
}
