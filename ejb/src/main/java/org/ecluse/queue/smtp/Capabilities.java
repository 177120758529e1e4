package org.ecluse.queue.smtp;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a server announced after EHLO; nothing after HELO. */
final class Capabilities {
    static final Capabilities NONE = new Capabilities(Map.of());
    private final Map<String, String> arguments;

    private Capabilities(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    /** Reads an EHLO reply; its first line is the greeting. */
    static Capabilities of(SmtpReply reply) {
        Map<String, String> arguments = new TreeMap<>();
        List<String> lines = reply.lines();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int space = line.indexOf(' ');
            String keyword = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
            arguments.put(keyword, space < 0 ? "" : line.substring(space + 1).strip());
        }
        return new Capabilities(arguments);
    }

    boolean has(String keyword) {
        return arguments.containsKey(keyword);
    }

    /** The largest message it takes, if it says so (RFC 1870; 0 means it does not). */
    OptionalLong largestMessage() {
        String text = Optional.ofNullable(arguments.get("SIZE")).orElse("");
        boolean number = !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long size = number ? Long.parseLong(text) : 0;
        return size > 0 ? OptionalLong.of(size) : OptionalLong.empty();
    }
}
