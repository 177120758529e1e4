package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * Finds every {@link Section} of a message in one pass, whatever boundaries are declared: mail programs differ about which boundary
 * counts, about case and blanks in it, about comments and lone CRs in field names, and about what follows a closing delimiter.
 */
final class SectionFinder {
    static final int MOST_SECTIONS = 1000;
    private static final int MOST_HEADER_LINES = 200;
    private static final int LONGEST_NAME = 80;

    private final Set<String> known;
    private final WireLines lines;
    private final Set<String> closed = new HashSet<>();
    private final List<Section> sections = new ArrayList<>();
    private Header header = new Header("", 0);
    private Body body;
    private Body file;
    private Body message;
    private String fileName = "";
    private long lastEnd;
    private boolean tooMany;

    /** @param known boundaries of the standard reading, whose parts it has seen */
    SectionFinder(InputStream wire, Set<String> known, Budget budget) {
        this.known = known;
        this.lines = new WireLines(wire, budget);
    }

    /** Fields being read after a delimiter line that began at {@code begin}. */
    private static final class Header {
        final String delimiter;
        final long begin;
        final ContentFields fields = new ContentFields();
        final ByteArrayOutputStream field = new ByteArrayOutputStream();
        String name = "";
        boolean odd;
        int lineCount;

        Header(String delimiter, long begin) {
            this.delimiter = delimiter;
            this.begin = begin;
        }

        /** Ends the field that was being read. */
        void endField() {
            if (!name.isEmpty()) {
                byte[] octets = field.toByteArray();
                fields.take(name, HeaderText.unfolded(new ByteArrayBuffer(octets, true), new HashSet<>()));
            }
            field.reset();
            name = "";
        }
    }

    private record Body(Section.Kind kind, Header header, long start) {}

    /** Those of one kind in order and apart from each other; a uuencoded file may lie in a part, and everything in the message. */
    List<Section> find() throws IOException {
        while (lines.next()) {
            if (header == null || !headerLine()) {
                bodyLine();
            }
            lastEnd = lines.end();
        }
        if (header != null && message == null) {
            enter(Section.Kind.MESSAGE);
        }
        endBody(lines.position());
        endFile(lines.position());
        if (message != null) {
            add(message, lines.position());
        }
        return sections;
    }

    /** True if there were more than are told. */
    boolean tooMany() {
        return tooMany;
    }

    /** False if the line belongs to no header. */
    private boolean headerLine() {
        if (lines.length() == 0) {
            header.endField();
            if (message == null) {
                enter(Section.Kind.MESSAGE);
            } else if (header.fields.isEmpty()) {
                header = null;
            } else {
                enter(Section.Kind.PART);
            }
            return true;
        }
        if (++header.lineCount > MOST_HEADER_LINES && message != null) {
            header = null;
            return false;
        }
        if (message != null && lines.startsWith('-', '-')) {
            header = null; // a boundary may hold a colon, so it is not asked whether this is a field
            return false;
        }
        header.odd |= lines.endedByLoneCr();
        if (lines.at(0) == ' ' || lines.at(0) == '\t') {
            if (!header.name.isEmpty() && header.field.size() < HeaderText.LONGEST_VALUE_BYTES) {
                lines.appendTo(header.field);
            }
            return true;
        }
        int colon = colon();
        if (colon > 0) {
            header.endField();
            beginField(colon);
            return true;
        }
        if (message != null && header.fields.isEmpty() && header.name.isEmpty()) {
            header = null; // no field stands here: it was no delimiter
            return false;
        }
        header.odd |= message != null;
        return true;
    }

    private void beginField(int colon) {
        String written = lines.text(0).substring(0, colon);
        String name = written.strip();
        if (name.length() > 6 && isOfContent(name)) {
            int comment = name.indexOf('(');
            StringBuilder plain = new StringBuilder();
            name.substring(0, comment < 0 ? name.length() : comment)
                    .chars()
                    .filter(c -> c > ' ' && c < 127)
                    .forEach(c -> plain.append((char) c));
            header.name = plain.toString();
            header.odd |= !header.name.equals(written);
            lines.appendTo(header.field);
        }
    }

    private static boolean isOfContent(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("content-") || lower.startsWith("mime-version");
    }

    /** Place of the colon that ends a field name, or -1. */
    private int colon() {
        int end = Math.min(lines.length(), LONGEST_NAME);
        for (int i = 0; i < end; i++) {
            if (lines.at(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private void bodyLine() {
        if (lines.startsWith('-', '-')) {
            delimiter(lines.text(2).stripTrailing());
        } else if (lines.startsWith('b', 'e') && isUuBegin(lines.text(0))) {
            endFile(lastEnd);
            file = new Body(Section.Kind.UUENCODED, new Header("", lines.start()), lines.start());
            fileName =
                    lines.text(0).substring(lines.text(0).indexOf(' ', 6) + 1).strip();
        } else if (file != null && lines.startsWith('e', 'n') && lines.length() == 3) {
            endFile(lines.position());
        }
    }

    /** {@code begin 644 name}: mode in three or four octal digits, a name. */
    private static boolean isUuBegin(String line) {
        int space = line.indexOf(' ', 6);
        return line.startsWith("begin ")
                && (space == 9 || space == 10)
                && line.substring(6, space).chars().allMatch(c -> c >= '0' && c <= '7')
                && !line.substring(space).isBlank();
    }

    private void delimiter(String token) {
        String opened = token.endsWith("--") ? token.substring(0, token.length() - 2) : token;
        if (known.contains(token) || known.contains(opened) || isOfBody(token) || isOfBody(opened)) {
            endBody(lastEnd);
        }
        if (!opened.equals(token)) {
            closed.add(opened);
        }
        header = new Header(token, lastEnd);
    }

    private boolean isOfBody(String token) {
        return body != null && body.header.delimiter.equals(token);
    }

    /** The header ends here: what follows is its body. */
    private void enter(Section.Kind kind) {
        Body begun = new Body(kind, header, lines.position());
        if (kind == Section.Kind.MESSAGE) {
            message = begun;
            header = null;
            return;
        }
        endBody(header.begin);
        body = begun;
        // An enclosed message: its own header follows, without a delimiter before it.
        header = header.fields.type().startsWith("message/") ? new Header(header.delimiter, lines.position()) : null;
    }

    private void endBody(long end) {
        if (body != null) {
            add(body, end);
            body = null;
        }
    }

    private void endFile(long end) {
        if (file != null) {
            add(file, end);
            file = null;
        }
    }

    private void add(Body found, long end) {
        if (sections.size() >= MOST_SECTIONS) {
            tooMany = true;
            return;
        }
        Header head = found.header;
        boolean uuencoded = found.kind == Section.Kind.UUENCODED;
        boolean stray =
                found.kind == Section.Kind.PART && (!known.contains(head.delimiter) || closed.contains(head.delimiter));
        sections.add(new Section(
                found.kind,
                head.delimiter,
                uuencoded ? ContentFields.uuencoded(fileName) : head.fields,
                head.odd || stray,
                found.start,
                Math.max(found.start, end)));
    }
}
