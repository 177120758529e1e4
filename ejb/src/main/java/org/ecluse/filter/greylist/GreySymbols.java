package org.ecluse.filter.greylist;

import java.util.Set;
import org.ecluse.filter.greylist.GreyDecision.Kind;

/** Symbols of the findings that tell how a mail passed the grey zone; none has points. */
public final class GreySymbols {
    /** Nobody could say, so nobody was delayed. */
    public static final String UNAVAILABLE = "GREY_UNAVAILABLE";

    /** Too many wait already, so nobody more was delayed. */
    public static final String FULL = "GREY_FULL";

    /** Somebody expects the sender (B7). */
    public static final String EXPECTED = "GREY_EXPECTED";

    private static final String IN_TIME = "GREY_PASSED";
    private static final String LATE_TWICE = "GREY_LATE_TWICE";
    private static final Set<String> PASSAGES = Set.of(EXPECTED, IN_TIME, LATE_TWICE);

    private GreySymbols() {}

    /** @param kind one that passes */
    public static String of(Kind kind) {
        return kind == Kind.LATE_TWICE ? LATE_TWICE : IN_TIME;
    }

    /** Whether the symbol tells of a way out of the grey zone, which the timeline tells too (B3). */
    public static boolean isPassage(String symbol) {
        return PASSAGES.contains(symbol);
    }
}
