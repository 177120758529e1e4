package org.ecluse.filter.learning;

import java.util.Locale;
import java.util.Set;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.ParsedMessage.Header;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.reading.Reading;

/**
 * Characters beside each other in the source of a mail as its program wrote it: subject, author's name, some header fields without
 * addresses, and what is shown, HTML with its elements, links and styles. A regression over them errs on other mail than one over
 * words, so both together err less (T. Lynam, G. Cormack, "On-line Spam Filter Fusion", 2006). Each line of the header stands
 * alone: archives and gateways sort them.
 */
final class SourceTokens {
    private static final int MOST_TEXT = 8000;
    private static final int MOST_FIELD = 200;
    private static final int MOST_FIELDS = 60;
    private static final int RUN = 4;
    private static final Set<String> FIELDS = Set.of(
            "from",
            "reply-to",
            "sender",
            "mime-version",
            "content-type",
            "content-transfer-encoding",
            "content-disposition",
            "content-language",
            "content-class",
            "x-mailer",
            "user-agent",
            "x-priority",
            "x-msmail-priority",
            "importance",
            "priority",
            "x-mimeole",
            "accept-language",
            "auto-submitted");

    private final TokenBag bag;
    private final char[] line = new char[MOST_TEXT];
    private int length;
    private int left = MOST_TEXT;

    private SourceTokens(TokenBag bag) {
        this.bag = bag;
    }

    static void add(ParsedMessage parsed, Reading reading, TokenBag bag) {
        SourceTokens source = new SourceTokens(bag);
        source.line(parsed.subject(), MOST_FIELD);
        source.line(parsed.from().stream().findFirst().map(Mailbox::displayName).orElse(""), MOST_FIELD);
        parsed.headers().stream()
                .filter(field -> FIELDS.contains(field.name().toLowerCase(Locale.ROOT)))
                .limit(MOST_FIELDS)
                .forEach(source::field);
        source.line(html(parsed, reading), MOST_TEXT);
    }

    /** Source of the first page, the plain text if there is none. */
    private static String html(ParsedMessage parsed, Reading reading) {
        return parsed.parts().stream()
                .filter(part -> part.isHtml() && !part.attachment())
                .findFirst()
                .flatMap(MailPart::text)
                .filter(html -> !html.isEmpty())
                .orElse(reading.plainText());
    }

    private void line(String text, int most) {
        begin();
        int end = Math.min(text.length(), most);
        for (int i = 0; i < end; i++) {
            put(text.charAt(i));
        }
        end();
    }

    /** Without addresses, which name a sender, and without the boundary, which chance drew. */
    private void field(Header field) {
        begin();
        String text = field.name() + ':' + withoutBoundary(field.value());
        int end = Math.min(text.length(), MOST_FIELD);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '@') {
                while (length > 1 && isOfAddress(line[length - 1])) {
                    length--;
                    left++;
                }
                while (i + 1 < end && isOfAddress(text.charAt(i + 1))) {
                    i++;
                }
            }
            put(c);
        }
        end();
    }

    private static String withoutBoundary(String value) {
        int from = ProgramTokens.boundaryAt(value);
        if (from < 0) {
            return value;
        }
        boolean quoted = from < value.length() && value.charAt(from) == '"';
        int end = value.indexOf(quoted ? '"' : ';', from + 1);
        return value.substring(0, from) + (end < 0 ? "" : value.substring(quoted ? end + 1 : end));
    }

    private static boolean isOfAddress(char c) {
        return Character.isLetterOrDigit(c) || "._+-=".indexOf(c) >= 0;
    }

    private void begin() {
        length = 0;
        put('\n');
    }

    /** Digits are one digit: what a counter wrote is no evidence. */
    private void put(char c) {
        if (left > 0) {
            line[length++] = c >= '0' && c <= '9' ? '0' : c;
            left--;
        }
    }

    private void end() {
        put('\n');
        for (int i = 0; i + RUN <= length; i++) {
            bag.add(TokenGroup.SOURCE, TokenHash.of('x', line, i, i + RUN));
        }
    }
}
