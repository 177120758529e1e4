package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * The images of a message as octets, read anew from where it is kept: the reading of parts keeps their first octets only. At most
 * {@value #MOST_IMAGES} images of {@value #LARGEST_BYTES} bytes, {@value #MOST_BYTES} in all; larger ones are left out.
 */
public final class MailImages {
    private static final int MOST_IMAGES = 8;
    private static final int LARGEST_BYTES = 3_000_000;
    private static final int MOST_BYTES = 8_000_000;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(1_000_000)
            .setMaxHeaderLen(1_000_000)
            .setMaxHeaderCount(10_000)
            .setMaxContentLen(-1)
            .setCountLineNumbers(false)
            .build();

    private final Budget budget;
    private final List<byte[]> images = new ArrayList<>();
    private int bytesLeft = MOST_BYTES;

    private MailImages(Budget budget) {
        this.budget = budget;
    }

    /**
     * The images in order. What cannot be read as MIME ends the list.
     *
     * @throws IOException if the message cannot be read from where it is kept
     */
    public static List<byte[]> of(RawMessage raw, Budget budget) throws IOException {
        MailImages found = new MailImages(budget);
        try (InputStream wire = raw.open()) {
            found.read(wire);
        } catch (MimeException e) {
            return found.images; // the reader of the message has noted it as a fault
        }
        return found.images;
    }

    private void read(InputStream wire) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(CONFIG);
        tokens.parse(wire);
        int depth = 0;
        int parts = 0;
        while (tokens.getState() != EntityState.T_END_OF_STREAM && images.size() < MOST_IMAGES && bytesLeft > 0) {
            budget.check();
            EntityState state = tokens.getState();
            if (state == EntityState.T_START_MULTIPART || state == EntityState.T_START_MESSAGE) {
                depth++;
            } else if (state == EntityState.T_END_MULTIPART || state == EntityState.T_END_MESSAGE) {
                depth--;
            } else if (state == EntityState.T_BODY && isImage(tokens.getBodyDescriptor())) {
                keep(tokens.getDecodedInputStream());
            }
            if (depth > MailReader.DEEPEST || state == EntityState.T_BODY && ++parts > MailReader.MOST_PARTS) {
                return;
            }
            tokens.next();
        }
    }

    private void keep(InputStream decoded) throws IOException {
        int bound = Math.min(LARGEST_BYTES, bytesLeft);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        for (int read = decoded.read(chunk); read >= 0; read = decoded.read(chunk)) {
            budget.check();
            if (octets.size() + read > bound) {
                return;
            }
            octets.write(chunk, 0, read);
        }
        bytesLeft -= octets.size();
        images.add(octets.toByteArray());
    }

    /** By the declared type; a program that shows files by name alone shows no picture in the text. */
    private static boolean isImage(BodyDescriptor body) {
        String type = body.getMimeType().toLowerCase(Locale.ROOT);
        return type.startsWith("image/") || type.equals("application/octet-stream");
    }
}
