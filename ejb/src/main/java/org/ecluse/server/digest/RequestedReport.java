package org.ecluse.server.digest;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.digest.ReportKind;
import org.ecluse.digest.ReportTime;
import org.ecluse.server.access.InvalidInputException;

/** Reads the simple values of a request, each with what it is if left out. */
record RequestedReport(SubscriptionRequest request) {
    private static final Set<String> LOCALES = Set.of("en", "fr");
    private static final int LAST_HOUR = 23;

    String locale(String before) {
        String locale = request.locale().orElse(before);
        if (!LOCALES.contains(locale)) {
            throw new InvalidInputException("locale", "error.locale.unknown");
        }
        return locale;
    }

    ReportTime time(ReportTime before) {
        List<Integer> hours = request.reportHours().orElse(before.hours());
        if (hours.isEmpty() || hours.stream().anyMatch(hour -> hour == null || hour < 0 || hour > LAST_HOUR)) {
            throw new InvalidInputException("reportHour", "error.hour.range");
        }
        try {
            return new ReportTime(request.zoneId().map(ZoneId::of).orElse(before.zone()), hours);
        } catch (DateTimeException e) {
            throw (InvalidInputException) new InvalidInputException("zone", "error.zone.unknown").initCause(e);
        }
    }

    Optional<Set<ReportKind>> kinds() {
        if (request.kinds().filter(Set::isEmpty).isPresent()) {
            throw new InvalidInputException("kinds", "error.subscription.kinds");
        }
        return request.kinds();
    }
}
