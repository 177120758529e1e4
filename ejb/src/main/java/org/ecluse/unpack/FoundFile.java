package org.ecluse.unpack;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.TypeDetector;

/** A file inside another one while it is read: digest, first bytes, size. */
final class FoundFile {
    private static final int MOST_TEXT = 64 * 1024;
    private static final String UNSEEN = "application/octet-stream";
    /** No file has it: the digest of a file that was not seen. */
    private static final String NO_DIGEST = "";

    private final List<String> names;
    private final List<String> within;
    private final MessageDigest digest = sha256();
    private final byte[] prefix = new byte[TypeDetector.PREFIX_BYTES];
    private int prefixLength;
    private long size;

    FoundFile(List<String> names, List<String> within) {
        this.names = names;
        this.within = within;
    }

    static MailPart unseen(List<String> names, List<String> within, FileTrait why) {
        String type = TypeDetector.detect(UNSEEN, names, new byte[0], 0);
        return new MailPart(
                UNSEEN,
                type,
                names.stream().findFirst(),
                names,
                true,
                Optional.empty(),
                "",
                0,
                NO_DIGEST,
                Set.of(why),
                within);
    }

    static MailPart moved(MailPart part, List<String> within) {
        return new MailPart(
                part.declaredType(),
                part.detectedType(),
                part.fileName(),
                part.names(),
                part.attachment(),
                part.text(),
                part.head(),
                part.sizeBytes(),
                part.sha256(),
                part.traits(),
                within);
    }

    void take(Octets chunk) {
        if (prefixLength < prefix.length) {
            Octets first = chunk.slice(0, prefix.length - prefixLength);
            first.copyTo(prefix, prefixLength);
            prefixLength += first.length();
        }
        chunk.update(digest);
        size += chunk.length();
    }

    /** @param content what was kept of it, for its text */
    MailPart part(Ledger ledger, Octets content) {
        String type = TypeDetector.detect(UNSEEN, names, prefix, prefixLength);
        return new MailPart(
                UNSEEN,
                type,
                names.stream().findFirst(),
                names,
                true,
                text(ledger, content),
                new Octets(prefix, 0, Math.min(prefixLength, MailPart.HEAD_BYTES)).latin(),
                size,
                HexFormat.of().formatHex(digest.digest()),
                Set.of(),
                within);
    }

    private Optional<String> text(Ledger ledger, Octets content) {
        for (int i = 0; i < Math.min(prefixLength, 512); i++) {
            if (prefix[i] == 0) {
                return Optional.empty();
            }
        }
        int kept = ledger.takeText(Math.min(content.length(), MOST_TEXT));
        return Optional.of(content.slice(0, kept).text(StandardCharsets.ISO_8859_1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
