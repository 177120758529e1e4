package org.ecluse.server.scanning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the header fields of an ICAP answer say was found. The three fields are of no RFC, but of what servers send:
 * {@code X-Infection-Found} and {@code X-Violations-Found} as in draft-stecher-icap-subid, {@code X-Virus-ID} a name alone.
 *
 * @param virus false: a rule was broken or something could not be opened, which is no virus
 * @param name never empty
 */
record IcapThreat(boolean virus, String name) {
    /** What some servers write into X-Virus-ID of clean content. */
    private static final Set<String> NOTHING = Set.of("", "-", "0", "none", "no threats", "no virus", "clean");

    private static final int LINES_OF_VIOLATION = 4;

    /** The gravest that is told; empty if nothing was found. */
    static Optional<IcapThreat> in(IcapHead head) {
        List<IcapThreat> told = List.of(
                        head.field("x-infection-found").map(IcapThreat::infection),
                        head.field("x-violations-found").flatMap(IcapThreat::violation),
                        head.field("x-virus-id").flatMap(IcapThreat::id))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return told.stream()
                .filter(IcapThreat::virus)
                .findFirst()
                .or(() -> told.stream().findFirst());
    }

    /** {@code Type=0; Resolution=2; Threat=name;}: type 0 is a virus, 1 a rule of the server's, 2 a container it did not open. */
    private static IcapThreat infection(String value) {
        String type = "0";
        String threat = "";
        for (String part : value.split("[;\n]")) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? "" : part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (key.equals("type")) {
                type = part.substring(equals + 1).strip();
            } else if (key.equals("threat") && threat.isEmpty()) {
                threat = part.substring(equals + 1).strip();
            }
        }
        // Without a name it is nonsense: reason enough to hold a mail, not to destroy it.
        return new IcapThreat(type.equals("0") && !threat.isEmpty(), named(threat.isEmpty() ? value : threat));
    }

    /** A count, then four lines each: file, threat, its number (0 and below: no virus), what was done. */
    private static Optional<IcapThreat> violation(String value) {
        String[] lines = value.split("\n");
        if (lines[0].strip().equals("0")) {
            return Optional.empty();
        }
        IcapThreat first = null;
        for (int at = 1; at + LINES_OF_VIOLATION <= lines.length; at += LINES_OF_VIOLATION) {
            IcapThreat each = new IcapThreat(isPositive(lines[at + 2].strip()), named(lines[at + 1]));
            if (each.virus) {
                return Optional.of(each);
            }
            first = first == null ? each : first;
        }
        return Optional.of(first == null ? new IcapThreat(false, named(value)) : first);
    }

    private static Optional<IcapThreat> id(String value) {
        String name = value.split("[;\n]", 2)[0].strip();
        return NOTHING.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(new IcapThreat(true, named(name)));
    }

    private static boolean isPositive(String number) {
        return !number.isEmpty()
                && number.chars().allMatch(c -> c >= '0' && c <= '9')
                && number.chars().anyMatch(c -> c != '0');
    }

    private static String named(String words) {
        String line = PlainLine.of(words.strip());
        return line.isEmpty() ? "unnamed" : line;
    }
}
