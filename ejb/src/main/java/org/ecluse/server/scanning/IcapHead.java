package org.ecluse.server.scanning;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Status line and header fields of an ICAP answer (RFC 3507 section 4.3), bounded in number and size.
 *
 * @param fields by lower-case name; the lines of a folded field and the values of a repeated one are joined with LF
 */
record IcapHead(int status, Map<String, String> fields) {
    static final int CONTINUE = 100;
    static final int OK = 200;
    static final int NO_CONTENT = 204;

    private static final String PROTOCOL = "ICAP/1.0 ";
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_LINES = 100;

    IcapHead {
        fields = Map.copyOf(fields);
    }

    /** @throws IOException it is no ICAP answer, or beyond the bounds */
    static IcapHead read(EngineConnection icap) throws IOException {
        String first = line(icap);
        boolean wellFormed = first.startsWith(PROTOCOL)
                && first.length() >= PROTOCOL.length() + 3
                && first.substring(PROTOCOL.length(), PROTOCOL.length() + 3)
                        .chars()
                        .allMatch(c -> c >= '0' && c <= '9');
        if (!wellFormed) {
            throw new IOException("no ICAP server, it says: " + PlainLine.of(first));
        }
        int status = Integer.parseInt(first.substring(PROTOCOL.length(), PROTOCOL.length() + 3));
        return new IcapHead(status, fields(icap));
    }

    private static Map<String, String> fields(EngineConnection icap) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        String name = null;
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line(icap);
            if (line.isEmpty()) {
                return fields;
            }
            boolean folded = line.charAt(0) == ' ' || line.charAt(0) == '\t';
            int colon = line.indexOf(':');
            if (folded ? name == null : colon < 1) {
                throw new IOException("malformed ICAP header line: " + PlainLine.of(line));
            }
            if (!folded) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            }
            String value = folded ? line.strip() : line.substring(colon + 1).strip();
            fields.merge(name, value, (one, other) -> one + "\n" + other);
        }
        throw new IOException("more than " + MOST_LINES + " ICAP header lines");
    }

    /** One line without its end, which is CRLF or, from some servers, LF. */
    static String line(EngineConnection icap) throws IOException {
        String line = icap.readUntil('\n', LONGEST_LINE);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /** @param name in lower case */
    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** State of the service and its signatures, "" if the server does not tell it (section 4.7). */
    String serviceTag() {
        return PlainLine.of(field("istag").orElse("").replace("\"", "").strip());
    }
}
