package org.ecluse.digest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What names one report: its subscription, the subscriber's date, and which report of the date it is. It stands in the Message-ID, the same
 * whenever the report is made (R3.12), with a seal that only the service can make.
 */
public record ReportName(long subscriptionId, LocalDate date, int slot) {
    private static final Pattern MESSAGE_ID = Pattern.compile(
            "<report\\.([0-9]{1,18})\\.([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([0-9]{1,6})\\.([A-Za-z0-9_-]{1,64})@([^<>@\\s]{1,255})>");

    /** A name that a Message-ID shows, and the seal beside it, which may be forged. */
    public record Sealed(ReportName name, String seal) {}

    /** What the seal is made of. @param epoch of the address that the report is about: raised, it ends the seal too */
    public String sealed(long epoch) {
        return "report|" + this + "|" + epoch;
    }

    /** With angle brackets. */
    public String messageId(String seal, String serviceDomain) {
        return "<report." + this + "." + seal + "@" + serviceDomain + ">";
    }

    /** The first report of this service that a References or In-Reply-To field names. @param field bounded by whoever reads it */
    public static Optional<Sealed> in(String field, String serviceDomain) {
        Matcher found = MESSAGE_ID.matcher(field);
        while (found.find()) {
            if (found.group(5).equalsIgnoreCase(serviceDomain)) {
                return sealed(found);
            }
        }
        return Optional.empty();
    }

    private static Optional<Sealed> sealed(Matcher found) {
        try {
            ReportName name = new ReportName(
                    Long.parseLong(found.group(1)), LocalDate.parse(found.group(2)), Integer.parseInt(found.group(3)));
            return Optional.of(new Sealed(name, found.group(4)));
        } catch (DateTimeException e) {
            return Optional.empty(); // such as 31 February: somebody made it up
        }
    }

    /** {@code subscription.date.slot}. */
    @Override
    public String toString() {
        return subscriptionId + "." + date + "." + slot;
    }
}
