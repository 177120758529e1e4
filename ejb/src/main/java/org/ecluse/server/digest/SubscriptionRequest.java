package org.ecluse.server.digest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.digest.ReportKind;

/**
 * A wish for a subscription. What is left out stays as it was; of a new one language and zone come from the customer, the hour is 06:00
 * (R2.12), the report tells of everything and goes to the address itself.
 *
 * @param reportHours 0 to 23, local; one at least
 * @param receiver who alone gets the report, for a distribution list (R3.10); "" for the address itself
 * @param watched further addresses that the report tells of
 * @param kinds what it tells of; one at least
 */
public record SubscriptionRequest(
        String address,
        Optional<String> locale,
        Optional<String> zoneId,
        Optional<List<Integer>> reportHours,
        Optional<String> receiver,
        Optional<List<String>> watched,
        Optional<Set<ReportKind>> kinds) {
    public static SubscriptionRequest of(String address) {
        return new SubscriptionRequest(
                address,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Of language and time alone. */
    public static SubscriptionRequest at(
            String address, Optional<String> locale, Optional<String> zoneId, Optional<List<Integer>> reportHours) {
        return new SubscriptionRequest(
                address, locale, zoneId, reportHours, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
