package org.ecluse.filter.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/** Finds the parts of a mail that may hold a report, by media type or file name, as those who send them write them. Bounded. */
public final class ReportParts {
    private static final int MOST_PARTS = 50;
    private static final int MOST_REPORTS = 5;
    private static final int DEEPEST = 10;
    private static final int LONGEST_FIELDS = 5_000;
    private static final Set<String> TYPES = Set.of(
            "application/gzip",
            "application/x-gzip",
            "application/gzip-compressed",
            "application/zip",
            "application/x-zip",
            "application/x-zip-compressed",
            "application/xml",
            "text/xml",
            "application/tlsrpt+gzip",
            "application/tlsrpt+json");
    private static final List<String> NAMES = List.of(".xml", ".gz", ".gzip", ".zip", ".json");

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(100_000)
            .setMaxHeaderLen(100_000)
            .setMaxHeaderCount(1_000)
            .setMaxContentLen(-1)
            .build();

    private final ReportBounds bounds;
    private final Budget budget;

    public ReportParts(ReportBounds bounds, Budget budget) {
        this.bounds = bounds;
        this.budget = budget;
    }

    /**
     * Decoded content of each such part, one byte more than allowed if it is too large; none if the mail holds no report.
     *
     * @throws UnreadableReportException the mail's structure cannot be followed
     * @throws IOException the message cannot be read from where it is kept
     */
    public List<byte[]> of(RawMessage mail) throws IOException, UnreadableReportException {
        MimeTokenStream tokens = new MimeTokenStream(CONFIG);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream wire = mail.open()) {
            tokens.parse(wire);
            return walk(tokens);
        } catch (MimeException e) {
            throw new UnreadableReportException(ReportFault.NOT_UNPACKED, String.valueOf(e.getMessage()));
        }
    }

    private List<byte[]> walk(MimeTokenStream tokens) throws IOException, MimeException {
        List<byte[]> found = new ArrayList<>();
        String fields = "";
        int depth = 0;
        int parts = 0;
        for (EntityState state = tokens.getState();
                state != EntityState.T_END_OF_STREAM
                        && depth <= DEEPEST
                        && parts <= MOST_PARTS
                        && found.size() < MOST_REPORTS;
                state = tokens.next()) {
            budget.check();
            if (state == EntityState.T_START_HEADER) {
                fields = "";
            } else if (state == EntityState.T_FIELD) {
                fields = bounded(fields + content(tokens.getField()));
            } else if (state == EntityState.T_START_MULTIPART) {
                depth++;
            } else if (state == EntityState.T_END_MULTIPART) {
                depth--;
            } else if (state == EntityState.T_BODY) {
                parts++;
                if (isReport(tokens.getBodyDescriptor(), fields)) {
                    found.add(read(tokens.getDecodedInputStream()));
                }
            }
        }
        return found;
    }

    private static String bounded(String fields) {
        return fields.length() > LONGEST_FIELDS ? fields.substring(0, LONGEST_FIELDS) : fields;
    }

    /** What may hold a file name. */
    private static String content(Field field) {
        String name = field.getName().toLowerCase(Locale.ROOT);
        return name.equals("content-type") || name.equals("content-disposition")
                ? field.getBody().toLowerCase(Locale.ROOT) + "\n"
                : "";
    }

    private static boolean isReport(BodyDescriptor body, String fields) {
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        if (TYPES.contains(type)) {
            return true;
        }
        boolean file = fields.contains("name") && !type.startsWith("text/") && !type.startsWith("image/");
        return file && NAMES.stream().anyMatch(end -> isAtNameEnd(fields, end));
    }

    private static boolean isAtNameEnd(String fields, String end) {
        int at = fields.indexOf(end);
        int after = at + end.length();
        return at >= 0
                && (after == fields.length()
                        || "\"';\r\n \t".indexOf(fields.charAt(after)) >= 0
                        || isAtNameEnd(fields.substring(after), end));
    }

    private byte[] read(InputStream decoded) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        for (int read = decoded.read(chunk);
                read >= 0 && octets.size() <= bounds.packedBytes();
                read = decoded.read(chunk)) {
            budget.check();
            octets.write(chunk, 0, read);
        }
        return octets.toByteArray();
    }
}
