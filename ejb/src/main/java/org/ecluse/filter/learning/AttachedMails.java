package org.ecluse.filter.learning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/** The messages that a mail has as attachments, as people forward what they want to be learned (R2.13). Bounded. */
public final class AttachedMails {
    /** More of one mail are not looked at. */
    public static final int MOST = 10;

    private static final int MOST_PARTS = 50;
    private static final int DEEPEST = 10;
    private static final int LARGEST_BYTES = 5 << 20;
    private static final String TYPE = "message/rfc822";

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(100_000)
            .setMaxHeaderLen(100_000)
            .setMaxHeaderCount(1_000)
            .setMaxContentLen(-1)
            .build();

    private AttachedMails() {}

    /**
     * Octets of each attached message, in their order; none if the mail has none or its structure cannot be followed. One that is too
     * large is left out.
     *
     * @throws IOException the mail cannot be read from where it is kept
     */
    public static List<byte[]> of(RawMessage mail, Budget budget) throws IOException {
        MimeTokenStream tokens = new MimeTokenStream(CONFIG);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        List<byte[]> found = new ArrayList<>();
        try (InputStream wire = mail.open()) {
            tokens.parse(wire);
            walk(tokens, budget, found);
        } catch (MimeException e) {
            return List.copyOf(found); // what came before the damage counts
        }
        return List.copyOf(found);
    }

    private static void walk(MimeTokenStream tokens, Budget budget, List<byte[]> found)
            throws IOException, MimeException {
        int depth = 0;
        int parts = 0;
        for (EntityState state = tokens.getState();
                state != EntityState.T_END_OF_STREAM && depth <= DEEPEST && parts <= MOST_PARTS && found.size() < MOST;
                state = tokens.next()) {
            budget.check();
            if (state == EntityState.T_START_MULTIPART) {
                depth++;
            } else if (state == EntityState.T_END_MULTIPART) {
                depth--;
            } else if (state == EntityState.T_BODY) {
                parts++;
                String type = tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
                if (depth > 0 && type.equals(TYPE)) {
                    byte[] octets = read(tokens.getDecodedInputStream(), budget);
                    if (octets.length <= LARGEST_BYTES) {
                        found.add(octets);
                    }
                }
            }
        }
    }

    /** One octet more than allowed if it is too large. */
    private static byte[] read(InputStream decoded, Budget budget) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] chunk = new byte[16 * 1024];
        for (int read = decoded.read(chunk, 0, chunk.length);
                read >= 0 && octets.size() <= LARGEST_BYTES;
                read = decoded.read(chunk, 0, Math.min(chunk.length, LARGEST_BYTES + 1 - octets.size()))) {
            budget.check();
            octets.write(chunk, 0, read);
            if (octets.size() > LARGEST_BYTES) {
                break;
            }
        }
        return octets.toByteArray();
    }
}
