package org.ecluse.it.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Subscriptions whose report is due when a test wants it. */
public final class Subscriptions {
    private static final int HALF_A_DAY_SECONDS = 12 * 3600;

    private Subscriptions() {}

    /** A subscription of {@code address} whose first report is due at {@code due}: there is a time zone where that is a full hour. */
    public static JsonObject dueAt(String address, Instant due) {
        int secondOfDay = LocalTime.ofInstant(due, ZoneOffset.UTC).toSecondOfDay();
        // The offset that makes it noon is within half a day, which every zone id may have.
        int offset = HALF_A_DAY_SECONDS - secondOfDay;
        return Json.createObjectBuilder()
                .add("address", address)
                .add("zone", ZoneOffset.ofTotalSeconds(offset).getId())
                .add("reportHour", 12)
                .build();
    }
}
