package org.ecluse.filter.authentication.canon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecluse.mail.Budget;

/** The fields of a message's header from the top, bounded in number. */
public final class MailHeader {
    static final int MOST_FIELDS = 5_000;

    private final List<HeaderField> fields;
    private final Map<String, List<HeaderField>> byName = new HashMap<>();
    private final boolean complete;
    private final int bodyStart;

    private MailHeader(List<HeaderField> fields, boolean complete, int bodyStart) {
        this.fields = fields;
        this.complete = complete;
        this.bodyStart = bodyStart;
        for (HeaderField field : fields) {
            byName.computeIfAbsent(field.name(), n -> new ArrayList<>(2)).add(field);
        }
    }

    /** @param whole nothing of the message follows {@code octets[length - 1]} */
    static MailHeader parse(byte[] octets, int length, boolean whole, Budget budget) {
        List<HeaderField> fields = new ArrayList<>(32);
        int fieldStart = 0;
        int lineStart = 0;
        while (lineStart < length && fields.size() < MOST_FIELDS) {
            if (isBlankLine(octets, lineStart, length)) {
                close(fields, octets, fieldStart, lineStart);
                return new MailHeader(fields, true, lineStart + (octets[lineStart] == '\r' ? 2 : 1));
            }
            if (lineStart > fieldStart && octets[lineStart] != ' ' && octets[lineStart] != '\t') {
                close(fields, octets, fieldStart, lineStart);
                fieldStart = lineStart;
                budget.check();
            }
            lineStart = nextLine(octets, lineStart, length);
        }
        boolean complete = whole && lineStart >= length;
        if (complete) {
            close(fields, octets, fieldStart, length);
        }
        return new MailHeader(fields, complete, complete ? length : -1);
    }

    /** False if the header is longer or has more fields than are looked at: what it says is not known then. */
    public boolean isComplete() {
        return complete;
    }

    /** Fields of a name, from the top. */
    public List<HeaderField> named(String lowerCaseName) {
        return Collections.unmodifiableList(byName.getOrDefault(lowerCaseName, List.of()));
    }

    /** All fields, from the top. */
    public List<HeaderField> fields() {
        return Collections.unmodifiableList(fields);
    }

    int bodyStart() {
        return bodyStart;
    }

    private static void close(List<HeaderField> fields, byte[] octets, int start, int next) {
        int end = next;
        if (end > start && octets[end - 1] == '\n') {
            end--;
            if (end > start && octets[end - 1] == '\r') {
                end--;
            }
        }
        if (end > start) {
            fields.add(new HeaderField(octets, start, colon(octets, start, end), end));
        }
    }

    /** The first colon of the first line, or -1. */
    private static int colon(byte[] octets, int start, int end) {
        for (int i = start; i < end && octets[i] != '\n'; i++) {
            if (octets[i] == ':') {
                return i == start ? -1 : i;
            }
        }
        return -1;
    }

    private static boolean isBlankLine(byte[] octets, int start, int length) {
        return octets[start] == '\n' || octets[start] == '\r' && start + 1 < length && octets[start + 1] == '\n';
    }

    private static int nextLine(byte[] octets, int start, int length) {
        int i = start;
        while (i < length && octets[i] != '\n') {
            i++;
        }
        return Math.min(i + 1, length);
    }
}
