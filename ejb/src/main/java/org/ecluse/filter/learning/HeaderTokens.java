package org.ecluse.filter.learning;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Header;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.mail.RegistrableDomain;

/** How the header is built: which author's fields there are and how they are written, never the addresses in them. */
final class HeaderTokens {
    private static final int MOST_FIELDS = 60;
    private static final int MOST_SHAPE = 48;
    private static final int MOST_DATE = 50;

    /** Fields that the author's program writes; those of servers and lists on the way say where a mail passed, not what it is. */
    private static final Set<String> AUTHORS_FIELDS = Set.of(
            "from",
            "to",
            "cc",
            "reply-to",
            "sender",
            "date",
            "subject",
            "message-id",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "content-language",
            "content-class",
            "in-reply-to",
            "references",
            "x-mailer",
            "user-agent",
            "x-priority",
            "x-msmail-priority",
            "importance",
            "priority",
            "x-mimeole",
            "organization",
            "accept-language",
            "thread-topic",
            "thread-index",
            "disposition-notification-to",
            "return-receipt-to",
            "auto-submitted",
            "x-php-originating-script");

    private HeaderTokens() {}

    static void add(ParsedMessage parsed, TokenBag bag) {
        int count = 0;
        for (Header header : parsed.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (!AUTHORS_FIELDS.contains(name) || ++count > MOST_FIELDS) {
                continue;
            }
            bag.build(TokenHash.of('f', name));
            bag.build(TokenHash.of('F', header.name()));
            switch (name) {
                case "x-mailer", "user-agent" -> program(header.value(), bag);
                case "date" -> bag.build(TokenHash.of('D', dateShape(header.value())));
                case "content-type",
                        "content-transfer-encoding",
                        "x-priority",
                        "importance",
                        "priority",
                        "mime-version" -> bag.build(TokenHash.of('c', name + '=' + mainValue(header.value())));
                case "references" ->
                    bag.build(TokenHash.of(
                            'c', "references" + Scale.of(header.value().length() / 40)));
                case "subject", "from" -> encoding(name, header.value(), bag);
                default -> {}
            }
        }
        identity(parsed, bag);
        answers(parsed, authorDomain(parsed), bag);
        parsed.faults().forEach(fault -> bag.build(TokenHash.of('x', fault)));
    }

    /** First word of a mail program's name, and whether it gives a version. */
    private static void program(String value, TokenBag bag) {
        int end = 0;
        String name = value.strip().toLowerCase(Locale.ROOT);
        while (end < name.length() && end < 30 && (Character.isLetter(name.charAt(end)) || name.charAt(end) == ' ')) {
            end++;
        }
        bag.build(TokenHash.of('a', name.substring(0, end).strip()));
        bag.build(TokenHash.of('a', "shape " + shape(value)));
    }

    private static void encoding(String name, String value, TokenBag bag) {
        int start = value.indexOf("=?");
        if (start >= 0) {
            int end = value.indexOf('?', start + 2);
            int next = end < 0 ? -1 : value.indexOf('?', end + 1);
            if (next > 0 && next - start < 40) {
                bag.build(TokenHash.of('e', name + value.substring(start, next).toLowerCase(Locale.ROOT)));
            }
        }
    }

    /** How the message id and the sender's address are made, and whether their domains agree. */
    private static void identity(ParsedMessage parsed, TokenBag bag) {
        String id = parsed.first("Message-ID").orElse("").strip();
        int at = id.lastIndexOf('@');
        String left = at < 0 ? "no @" : "left " + IdForm.of(id.substring(id.startsWith("<") ? 1 : 0, at));
        bag.build(TokenHash.of('i', left));
        bag.build(TokenHash.of('i', "length" + Scale.of(Math.max(0, at))));
        Optional<EmailAddress> from = parsed.from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .findFirst();
        if (from.isPresent()) {
            String domain = from.get().domain().value();
            bag.build(TokenHash.of('t', "from " + domain.substring(domain.lastIndexOf('.') + 1)));
            bag.build(TokenHash.of('i', "local " + shape(from.get().localPart())));
            String host = at < 0 ? "" : id.substring(at + 1).replace(">", "").toLowerCase(Locale.ROOT);
            boolean same = !host.isEmpty() && RegistrableDomain.aligned(host, domain);
            bag.build(TokenHash.of('i', same ? "own id" : host.indexOf('.') < 0 ? "id without domain" : "foreign id"));
        } else {
            bag.build(TokenHash.of('i', "no from"));
        }
        String name =
                parsed.from().stream().map(Mailbox::displayName).findFirst().orElse("");
        bag.build(TokenHash.of('i', "name " + shape(name)));
    }

    /** Domain of the first author, "" without one. */
    static String authorDomain(ParsedMessage parsed) {
        return parsed.from().stream()
                .map(Mailbox::address)
                .flatMap(Optional::stream)
                .map(address -> address.domain().value())
                .findFirst()
                .orElse("");
    }

    /** Whether answers go to the author's own domain. */
    private static void answers(ParsedMessage parsed, String domain, TokenBag bag) {
        String replyTo = parsed.first("Reply-To").orElse("");
        int at = replyTo.lastIndexOf('@');
        if (at >= 0 && !domain.isEmpty()) {
            int end = at + 1;
            while (end < replyTo.length() && "> \t,;".indexOf(replyTo.charAt(end)) < 0) {
                end++;
            }
            String host = replyTo.substring(at + 1, end).toLowerCase(Locale.ROOT);
            bag.build(TokenHash.of('i', RegistrableDomain.aligned(host, domain) ? "own answers" : "foreign answers"));
        }
    }

    private static String mainValue(String value) {
        int semicolon = value.indexOf(';');
        String main = semicolon < 0 ? value : value.substring(0, semicolon);
        return main.substring(0, Math.min(main.length(), 60)).strip().toLowerCase(Locale.ROOT);
    }

    /** Runs of digits and of letters, the zone left out: it tells where a sender lives; and no day has a form of its own. */
    private static String dateShape(String value) {
        String date = value.strip();
        StringBuilder shape = new StringBuilder();
        char last = 0;
        for (int i = 0; i < Math.min(date.length(), MOST_DATE); i++) {
            char c = date.charAt(i);
            char kind = Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : c == '+' ? '-' : c;
            if (kind != last || kind != '9' && kind != 'a') {
                shape.append(kind);
            }
            last = kind;
        }
        return shape.toString();
    }

    /** Runs of digits, capitals, small letters, hex and other characters. */
    static String shape(String text) {
        StringBuilder shape = new StringBuilder();
        char last = 0;
        for (int i = 0; i < Math.min(text.length(), 200) && shape.length() < MOST_SHAPE; i++) {
            char c = text.charAt(i);
            char kind = Character.isDigit(c) ? '9' : Character.isUpperCase(c) ? 'A' : Character.isLetter(c) ? 'a' : c;
            if (kind != last) {
                shape.append(kind);
                last = kind;
            }
        }
        return shape.toString();
    }
}
