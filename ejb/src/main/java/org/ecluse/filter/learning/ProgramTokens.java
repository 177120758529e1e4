package org.ecluse.filter.learning;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ecluse.mail.MailDate;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;

/**
 * Whether the program that a mail names made it: ids and boundaries in that program's form, with the time of the mail, and its HTML. Who
 * only borrows a program's name seldom knows all of it.
 */
final class ProgramTokens {
    private static final String BOUNDARY = "boundary=";
    private static final int MOST_TYPE = 60;
    private static final int MOST_NAME = 30;
    private static final int MOST_HTML = 3000;
    private static final int LEAST_VERSION = 3;
    /** Seconds from the id to the boundary: a letter is not written at once. */
    private static final long CLOCKS = 900;
    /** An hour more: rooms whose summer time the program does not know. */
    private static final long HOUR = 4500;

    private ProgramTokens() {}

    static void add(ParsedMessage parsed, TokenBag bag) {
        String mailer = parsed.first("X-Mailer")
                .or(() -> parsed.first("User-Agent"))
                .orElse("")
                .strip();
        String maker = parsed.first("X-MimeOLE").orElse("");
        String program = mailer.isEmpty() && !maker.isEmpty() ? "mimeole" : name(mailer);
        String id = parsed.first("Message-ID").orElse("").strip();
        int at = id.lastIndexOf('@');
        String left = at < 0 ? "" : id.substring(id.startsWith("<") ? 1 : 0, at);
        String type = parsed.first("Content-Type").orElse("");
        String boundary = boundary(type);
        forms(program, IdForm.of(left), IdForm.of(boundary), bag);
        bag.build(TokenHash.of(
                'A',
                program + '/' + mainType(type) + parsed.first("MIME-Version").isPresent()));
        times(program, left, boundary, parsed.first("Date").flatMap(MailDate::of), bag);
        if (!maker.isEmpty()) {
            String version = mailer.substring(mailer.lastIndexOf(' ') + 1);
            bag.build(TokenHash.of('Z', "maker" + (version.length() >= LEAST_VERSION && maker.contains(version))));
        }
        String page = generator(parsed);
        if (!page.isEmpty()) {
            bag.build(TokenHash.of('Z', "page " + page));
            bag.build(TokenHash.of('Z', program + '<' + page));
        }
    }

    private static void forms(String program, String idForm, String boundaryForm, TokenBag bag) {
        bag.build(TokenHash.of('b', boundaryForm));
        bag.build(TokenHash.of('A', program + '|' + idForm));
        bag.build(TokenHash.of('A', program + '!' + boundaryForm));
        bag.build(TokenHash.of('A', boundaryForm + '?' + idForm));
    }

    private static void times(String program, String id, String boundary, Optional<ZonedDateTime> date, TokenBag bag) {
        Optional<Instant> sent = date.map(ZonedDateTime::toInstant);
        String idTime = IdTime.of(id, sent);
        String boundaryTime = IdTime.of(boundary, sent);
        bag.build(TokenHash.of('Z', "id " + idTime));
        bag.build(TokenHash.of('Z', "boundary " + boundaryTime));
        bag.build(TokenHash.of('Z', program + '|' + idTime + '|' + boundaryTime));
        bag.build(TokenHash.of('Z', "both " + clocks(id, boundary, date)));
    }

    /** Outlook writes its id by the world's clock and its boundary by that of the room. */
    private static String clocks(String id, String boundary, Optional<ZonedDateTime> date) {
        OptionalLong world = IdTime.windows(id);
        OptionalLong room = IdTime.windows(boundary);
        if (world.isEmpty() || room.isEmpty() || date.isEmpty()) {
            return "unknown";
        }
        long apart = room.getAsLong() - world.getAsLong();
        int offset = date.get().getOffset().getTotalSeconds();
        long wrong = Math.abs(apart - offset);
        return wrong <= CLOCKS ? "fit" : apart == 0 ? "one" : wrong <= HOUR ? "hour" : "odd";
    }

    /** Name of the program that wrote the first page, "none" if it does not say, "" without a page. */
    private static String generator(ParsedMessage parsed) {
        return parsed.parts().stream()
                .filter(part -> part.isHtml() && !part.attachment())
                .findFirst()
                .flatMap(MailPart::text)
                .map(ProgramTokens::generator)
                .orElse("");
    }

    private static String generator(String html) {
        String head = html.substring(0, Math.min(html.length(), MOST_HTML)).toLowerCase(Locale.ROOT);
        int mark = head.indexOf("generator");
        int meta = mark < 0 ? -1 : head.lastIndexOf('<', mark);
        int content = meta < 0 ? -1 : head.indexOf("content=", meta);
        return content < 0
                ? "none"
                : name(head.substring(content + "content=".length()).replaceFirst("^[\"']", ""));
    }

    /** The letters that a program's name begins with. */
    private static String name(String value) {
        int end = 0;
        while (end < Math.min(value.length(), MOST_NAME)
                && (Character.isLetter(value.charAt(end)) || value.charAt(end) == ' ')) {
            end++;
        }
        return value.substring(0, end).strip().toLowerCase(Locale.ROOT);
    }

    private static String mainType(String type) {
        int semicolon = type.indexOf(';');
        String main = semicolon < 0 ? type : type.substring(0, semicolon);
        return main.substring(0, Math.min(MOST_TYPE, main.length())).strip().toLowerCase(Locale.ROOT);
    }

    private static String boundary(String type) {
        int start = boundaryAt(type);
        if (start < 0) {
            return "";
        }
        String value = type.substring(start).strip();
        String open = value.startsWith("\"") ? value.substring(1) : value;
        int close = open.indexOf(value.startsWith("\"") ? '"' : ';');
        return close < 0 ? open : open.substring(0, close);
    }

    /** Where the value of the boundary begins, −1 without one. Not by a copy in lower case, which may be longer. */
    static int boundaryAt(String type) {
        for (int i = 0; i < type.length(); i++) {
            if (type.regionMatches(true, i, BOUNDARY, 0, BOUNDARY.length())) {
                return i + BOUNDARY.length();
            }
        }
        return -1;
    }
}
