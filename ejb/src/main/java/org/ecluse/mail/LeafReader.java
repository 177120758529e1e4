package org.ecluse.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;

/** Reads leaf parts of one message in one pass each: digest, first bytes, type, text. */
final class LeafReader {
    private static final int LARGEST_TEXT_BYTES = 1_000_000;
    private static final int LARGEST_TOTAL_TEXT_BYTES = 4_000_000;

    private static final Set<String> KNOWN_ENCODINGS =
            Set.of("base64", "quoted-printable", "x-uuencode", "x-uue", "uuencode", "7bit", "8bit", "binary", "");

    private final Budget budget;
    private final Set<MailFault> faults;
    private final MessageDigest digest = sha256();
    private final byte[] chunk = new byte[8192];
    private final byte[] prefix = new byte[TypeDetector.PREFIX_BYTES];
    private final FileOpener opener;
    private final List<MailPart> unpacked = new ArrayList<>();
    private final Map<Object, Set<FileTrait>> opened = new HashMap<>();
    private int textBytesLeft = LARGEST_TOTAL_TEXT_BYTES;

    LeafReader(Budget budget, Set<MailFault> faults, FileOpener opener) {
        this.budget = budget;
        this.opener = opener;
        this.faults = faults;
    }

    /**
     * @param declared media type, lower case
     * @param encoding of the body, one of those that {@code content} names or another that a mail program may take
     */
    MailPart read(ContentFields content, String declared, String encoding, InputStream encoded) throws IOException {
        noteFaults(declared);
        List<String> names = content.names();
        boolean named = content.isDeclaredAttachment() || !names.isEmpty();
        boolean textual = declared.startsWith("text/") || declared.isEmpty() || declared.startsWith("multipart/");
        ByteArrayOutputStream kept = new ByteArrayOutputStream(textual ? 2048 : 0);
        int keep = textual ? Math.min(LARGEST_TEXT_BYTES, textBytesLeft) : 0;
        InputStream decoded = decoded(encoding, encoded);
        WholeFile whole = new WholeFile(opener, named || !textual);
        long size = 0;
        int prefixLength = 0;
        int read;
        while ((read = decoded.read(chunk)) >= 0) {
            budget.spendBytes(read);
            digest.update(chunk, 0, read);
            int copied = Math.min(read, prefix.length - prefixLength);
            System.arraycopy(chunk, 0, prefix, prefixLength, copied);
            prefixLength += copied;
            if (prefixLength == prefix.length) {
                whole.take(prefix, chunk, copied, read - copied);
            }
            kept.write(chunk, 0, Math.min(read, keep - kept.size()));
            size += read;
        }
        textBytesLeft -= kept.size();
        String detected = TypeDetector.detect(declared, names, prefix, prefixLength);
        MailPart part = new MailPart(
                declared,
                detected,
                names.stream().findFirst(),
                names,
                named || !textual,
                textual ? Optional.of(text(kept, content.charset())) : Optional.empty(),
                new String(prefix, 0, Math.min(prefixLength, MailPart.HEAD_BYTES), StandardCharsets.ISO_8859_1),
                size,
                HexFormat.of().formatHex(digest.digest()),
                Set.of(),
                List.of());
        return whole.isWanted(prefix, prefixLength) ? part.with(open(part, whole)) : part;
    }

    private Set<FileTrait> open(MailPart part, WholeFile whole) {
        if (whole.isTooLarge()) {
            return Set.of(FileTrait.OVER_BUDGET);
        }
        // Another reading of the same octets under the same names finds the same inside.
        return opened.computeIfAbsent(List.of(part.sha256(), part.names(), part.declaredType()), key -> {
            FileOpener.Opened inside = whole.open(part);
            unpacked.addAll(inside.files());
            return inside.traits();
        });
    }

    /** The files that were found inside the parts read so far. */
    List<MailPart> unpacked() {
        return unpacked;
    }

    void noteFaults(String declared) {
        if (declared.startsWith("multipart/")) {
            faults.add(MailFault.MIME_BOUNDARY_MISSING);
        } else if (declared.equals("message/partial") || declared.equals("message/external-body")) {
            faults.add(MailFault.MIME_PARTIAL);
        }
    }

    /** True if a body in this encoding, or the encoding that changes nothing, is read as its sender meant it. */
    static boolean knows(String encoding) {
        return KNOWN_ENCODINGS.contains(encoding);
    }

    private InputStream decoded(String encoding, InputStream encoded) {
        switch (encoding) {
            case "base64":
                return new Base64BodyStream(encoded);
            case "quoted-printable":
                return new QuotedPrintableInputStream(encoded, DecodeMonitor.SILENT);
            case "x-uuencode", "x-uue", "uuencode":
                return new UuencodedBodyStream(encoded);
            case "7bit", "8bit", "binary", "":
                return encoded;
            default:
                faults.add(MailFault.TRANSFER_ENCODING_UNKNOWN);
                return encoded;
        }
    }

    private String text(ByteArrayOutputStream bytes, Optional<String> charsetName) {
        Optional<Charset> charset = Charsets.of(charsetName.orElse(""));
        if (charset.isEmpty()) {
            faults.add(MailFault.CHARSET_UNKNOWN);
        }
        Charset declared = charset.orElse(Charsets.FALLBACK);
        if (!declared.equals(StandardCharsets.UTF_8)) {
            return bytes.toString(declared);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            // Declared as UTF-8 or as nothing, but something else: every octet means something here.
            return charsetName.isPresent() ? bytes.toString(StandardCharsets.UTF_8) : bytes.toString(Charsets.FALLBACK);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
