package org.ecluse.queue;

import java.util.Arrays;
import java.util.Locale;

/** The NOTIFY parameter of a recipient (RFC 3461 section 4.1). */
public final class Notify {
    private Notify() {}

    /** Without the parameter failures and delays are told (section 4.1: the default is at the server's choice). */
    public static boolean wantsFailure(String notifyOn) {
        return notifyOn.isEmpty() || has(notifyOn, "FAILURE");
    }

    public static boolean wantsDelay(String notifyOn) {
        return notifyOn.isEmpty() || has(notifyOn, "DELAY");
    }

    /** Only when asked for (section 4.1). */
    public static boolean wantsSuccess(String notifyOn) {
        return has(notifyOn, "SUCCESS");
    }

    private static boolean has(String notifyOn, String word) {
        return Arrays.asList(notifyOn.toUpperCase(Locale.ROOT).split(",", -1)).contains(word);
    }
}
