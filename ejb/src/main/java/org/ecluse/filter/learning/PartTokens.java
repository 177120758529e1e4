package org.ecluse.filter.learning;

import java.util.Locale;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.reading.HtmlPage;
import org.ecluse.reading.Reading;

/** How the body is built: tree of parts, files, and the shape of the HTML. */
final class PartTokens {
    private static final int MOST_PARTS = 40;
    private static final int MOST_HTML = 60_000;
    private static final int MOST_ATTRIBUTES = 12;

    private PartTokens() {}

    static void add(ParsedMessage parsed, Reading reading, TokenBag bag) {
        StringBuilder tree = new StringBuilder();
        parsed.containers().stream().limit(6).forEach(type -> tree.append(type).append('('));
        int count = 0;
        for (MailPart part : parsed.parts()) {
            if (++count > MOST_PARTS) {
                break;
            }
            if (count <= 6) {
                tree.append(part.declaredType()).append(',');
            }
            bag.build(TokenHash.of('m', part.declaredType()));
            if (part.attachment()) {
                file(part, bag);
            }
            if (part.isHtml()) {
                part.text().ifPresent(html -> tags(html, bag));
            }
        }
        bag.build(TokenHash.of('m', tree));
        bag.build(TokenHash.of('m', "parts" + Scale.of(parsed.parts().size())));
        reading.pages().forEach(page -> page(page, bag));
        bag.build(
                TokenHash.of('P', "plain" + Scale.of(reading.plainText().strip().length())));
        if (reading.pages().isEmpty()) {
            lines(reading.plainText(), bag);
        }
    }

    private static void file(MailPart part, TokenBag bag) {
        String name = part.fileName().orElse("").toLowerCase(Locale.ROOT);
        bag.build(TokenHash.of('z', name.substring(name.lastIndexOf('.') + 1)));
        bag.build(TokenHash.of('z', "type " + part.detectedType()));
        bag.build(TokenHash.of('z', "size" + Scale.of(part.sizeBytes())));
        bag.build(TokenHash.of('z', "name " + HeaderTokens.shape(name)));
    }

    private static void page(HtmlPage page, TokenBag bag) {
        bag.build(TokenHash.of('P', "text" + Scale.of(page.text().strip().length())));
        bag.build(TokenHash.of('P', "images" + Scale.of(page.images())));
        bag.build(TokenHash.of('P', "remote" + Scale.of(page.remoteImages())));
        bag.build(TokenHash.of('P', "hidden" + Scale.of(page.hiddenText())));
        bag.build(TokenHash.of('P', "tiny" + Scale.of(page.tinyText())));
        bag.build(TokenHash.of('P', "elements" + Scale.of(page.elements())));
        bag.build(TokenHash.of('P', "comments" + Scale.of(page.comments())));
        bag.build(TokenHash.of('P', "dense" + Scale.of(page.text().length() / Math.max(1, page.elements()))));
        bag.build(TokenHash.of('P', "form" + page.form() + page.passwordField() + page.script() + page.linkedImage()));
    }

    /** How lines of plain text are set: quoted ones, long ones, empty ones. */
    private static void lines(String text, TokenBag bag) {
        int quoted = 0;
        int lines = 0;
        int longest = 0;
        int start = 0;
        int end = Math.min(text.length(), MOST_HTML);
        while (start < end) {
            int stop = text.indexOf('\n', start);
            if (stop < 0) {
                stop = end;
            }
            lines++;
            quoted += text.charAt(start) == '>' ? 1 : 0;
            longest = Math.max(longest, stop - start);
            start = stop + 1;
        }
        bag.build(TokenHash.of('l', "lines" + Scale.of(lines)));
        bag.build(TokenHash.of('l', "longest" + Math.min(longest, 2000) / 40));
        bag.build(TokenHash.of('l', "quoted" + (quoted == 0 ? 0 : 1 + quoted * 4 / lines)));
    }

    /** Names of elements and of their attributes as written: programs that make mail are known by their HTML. */
    private static void tags(String html, TokenBag bag) {
        int end = Math.min(html.length(), MOST_HTML);
        int i = 0;
        while (i < end && !bag.isFull()) {
            int open = html.indexOf('<', i);
            if (open < 0 || open + 1 >= end) {
                return;
            }
            int stop = open + 1;
            while (stop < end && stop - open < 16 && isNameChar(html.charAt(stop))) {
                stop++;
            }
            int tag = TokenHash.of('g', html, open + 1, stop);
            i = stop;
            if (stop > open + 1) {
                bag.build(tag);
                i = attributes(html, stop, end, tag, bag);
            }
        }
    }

    /** Returns where the element ends. */
    private static int attributes(String html, int from, int end, int tag, TokenBag bag) {
        int count = 0;
        int i = from;
        while (i < end && html.charAt(i) != '>') {
            char c = html.charAt(i);
            if (c == '"' || c == '\'') {
                int close = html.indexOf(c, i + 1);
                if (close < 0 || close >= end) {
                    return end; // looking on from every such quote would take quadratic time
                }
                i = close + 1;
            } else if (isNameChar(c) && count < MOST_ATTRIBUTES) {
                int stop = i;
                while (stop < end && stop - i < 24 && isNameChar(html.charAt(stop))) {
                    stop++;
                }
                int value = value(html, stop, end);
                int attribute = TokenHash.of('g', html, i, stop);
                bag.build(TokenHash.pair('g', tag, attribute));
                if (value > stop) {
                    bag.build(TokenHash.pair('G', attribute, TokenHash.of('g', html, stop, value)));
                }
                count++;
                i = Math.max(value, stop);
            } else {
                i++;
            }
        }
        return i;
    }

    /** End of a short value ({@code ="…"}) that says how the page looks, or {@code from}: long ones are addresses and styles. */
    private static int value(String html, int from, int end) {
        if (from >= end || html.charAt(from) != '=') {
            return from;
        }
        int i = from + 1;
        while (i < end && i - from < 14 && " >\r\n".indexOf(html.charAt(i)) < 0) {
            i++;
        }
        return i - from < 14 ? i : from;
    }

    private static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '!' || c == ':' || c >= '0' && c <= '9';
    }
}
