package org.ecluse.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message as one bounded reading found it. Reading never fails: what is malformed stands in {@code faults}.
 *
 * @param headers in order, unfolded, raw values as ISO-8859-1 or UTF-8 text; count and length bounded
 * @param subject decoded, "" if missing
 * @param from decoded mailboxes of every From field, in order
 * @param containers media types of the multiparts and enclosed messages, lower case, outermost first
 * @param parts leaf parts in order
 * @param hidden parts that other mail programs may find in the same octets; what decides about danger reads {@link #everyPart()}
 * @param unpacked files inside parts and hidden parts, at any depth
 * @param faults symbols of malformation, such as {@code MIME_DEPTH} or {@code HEADER_8BIT}
 */
public record ParsedMessage(
        List<Header> headers,
        String subject,
        List<Mailbox> from,
        List<String> containers,
        List<MailPart> parts,
        List<MailPart> hidden,
        List<MailPart> unpacked,
        List<String> faults) {
    public ParsedMessage {
        headers = List.copyOf(headers);
        from = List.copyOf(from);
        containers = List.copyOf(containers);
        parts = List.copyOf(parts);
        hidden = List.copyOf(hidden);
        unpacked = List.copyOf(unpacked);
        faults = List.copyOf(faults);
    }

    /** A header field; {@code name} as written, {@code value} unfolded and not decoded. */
    public record Header(String name, String value) {}

    /** A mailbox of an address field; {@code address} is empty if it could not be read. */
    public record Mailbox(String displayName, Optional<EmailAddress> address, String written) {}

    /**
     * The parts of every reading and the files inside them: no virus and no forbidden file may depend on which mail program opens
     * the message, or on what it is wrapped in.
     */
    public List<MailPart> everyPart() {
        return hidden.isEmpty() && unpacked.isEmpty()
                ? parts
                : Stream.of(parts, hidden, unpacked).flatMap(List::stream).toList();
    }

    /** Values of all fields called {@code name}, case ignored, in order. */
    public List<String> values(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }

    public Optional<String> first(String name) {
        return headers.stream()
                .filter(h -> h.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }
}
