package org.ecluse.server.digest;

import java.util.Optional;

/** A wish for a subscription; what is left out comes from the customer, the hour is 06:00 (R2.12). */
public record SubscriptionRequest(
        String address, Optional<String> locale, Optional<String> zoneId, Optional<Integer> reportHour) {
    public static SubscriptionRequest of(String address) {
        return new SubscriptionRequest(address, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
