package org.ecluse.mail;

import java.util.List;
import java.util.Locale;

/** Tells mail that a programme wrote: answering it could go on for ever, or reach a whole list (RFC 3834 section 2). */
public final class AutomaticMail {
    private static final List<String> MARKS = List.of(
            "precedence",
            "x-auto-response-suppress",
            "x-autoreply",
            "x-autorespond",
            "x-loop",
            "feedback-id",
            "x-ecluse-id");

    private final String ownTrace;

    /** @param hostName of this service, as its own trace fields name it after {@code by} */
    public AutomaticMail(String hostName) {
        this.ownTrace = " by " + hostName.toLowerCase(Locale.ROOT) + " ";
    }

    /** True: nobody may be answered. */
    public boolean is(ReversePath from, ParsedMessage mail) {
        return from.address().isEmpty() || mail.headers().stream().anyMatch(this::marks);
    }

    private boolean marks(ParsedMessage.Header header) {
        String name = header.name().toLowerCase(Locale.ROOT);
        String value = header.value().strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "auto-submitted" -> !value.equals("no") && !value.startsWith("no;");
            case "content-type" -> value.startsWith("multipart/report");
            case "received" -> (" " + value + " ").contains(ownTrace);
            default -> name.startsWith("list-") || MARKS.contains(name);
        };
    }
}
