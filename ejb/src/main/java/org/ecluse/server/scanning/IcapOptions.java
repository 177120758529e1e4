package org.ecluse.server.scanning;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an ICAP service says of itself (RFC 3507 section 4.10).
 *
 * @param service name of program and vendor
 * @param tag state of the service, which changes with its signatures
 * @param preview octets that it wants to see before the rest, if it wants a preview
 * @param validFor how long this holds: one minute to one hour
 */
record IcapOptions(String service, String tag, OptionalInt preview, Duration validFor) {
    private static final int LARGEST_PREVIEW = 64 * 1024;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IOException the service is not there, or does not look at answers (RESPMOD) */
    static IcapOptions of(IcapHead head) throws IOException {
        if (head.status() != IcapHead.OK) {
            throw new IOException("ICAP says " + head.status() + " to OPTIONS");
        }
        boolean looks = Arrays.stream(head.field("methods").orElse("").split("[,\\s]+"))
                .anyMatch(method -> method.toUpperCase(Locale.ROOT).equals("RESPMOD"));
        if (!looks) {
            throw new IOException("the ICAP service does not offer RESPMOD");
        }
        String service = PlainLine.of(head.field("service").orElse("").strip());
        return new IcapOptions(
                service.isEmpty() ? "ICAP service" : service,
                head.serviceTag(),
                number(head, "preview", LARGEST_PREVIEW),
                validFor(head));
    }

    private static Duration validFor(IcapHead head) {
        Duration told = Duration.ofSeconds(
                number(head, "options-ttl", (int) LONGEST.toSeconds()).orElse((int) SHORTEST.toSeconds()));
        return told.compareTo(SHORTEST) < 0 ? SHORTEST : told;
    }

    /** A number of at most {@code most}; a larger one counts as that. Empty if it is none. */
    private static OptionalInt number(IcapHead head, String field, int most) {
        Optional<String> digits = head.field(field)
                .filter(value -> !value.isEmpty()
                        && value.length() <= 18
                        && value.chars().allMatch(c -> c >= '0' && c <= '9'));
        return digits.map(value -> OptionalInt.of((int) Math.min(most, Long.parseLong(value))))
                .orElseGet(OptionalInt::empty);
    }
}
