package org.ecluse.banner;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.codec.QuotedPrintableOutputStream;
import org.ecluse.mail.ShownText.Place;

/**
 * One version of a body while a banner is put into it: in its own character set and its own transfer encoding, so that no field changes.
 * What cannot be read without a doubt, or would not be read back as it was plus the banner, cannot be changed.
 */
final class BannerPart {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] SOFT_BREAK = {'=', '\r', '\n'};
    private static final int LONGEST_LINE = 990;
    private static final int BASE64_LINE = 76;
    private static final byte[] ASCII_SAMPLE = "Az09 <>&=\"/\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Place place;
    private final Encoding encoding;
    private final Charset charset;
    private final byte[] octets;
    private final String text;

    private enum Encoding {
        SEVEN_BIT,
        EIGHT_BIT,
        QUOTED_PRINTABLE,
        BASE64
    }

    private BannerPart(Place place, Encoding encoding, Charset charset, byte[] octets, String text) {
        this.place = place;
        this.encoding = encoding;
        this.charset = charset;
        this.octets = octets;
        this.text = text;
    }

    /** Empty if its encoding or character set is unknown, or its octets are not of them. */
    static Optional<BannerPart> read(Place place) {
        Optional<Encoding> encoding = encoding(place.encoding());
        Optional<Charset> charset = charset(place.charset());
        if (encoding.isEmpty() || charset.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> octets = decoded(encoding.get(), place.raw());
        return octets.flatMap(found -> text(found, charset.get())
                .map(text -> new BannerPart(place, encoding.get(), charset.get(), found, text)));
    }

    /** Its characters. */
    String text() {
        return text;
    }

    long start() {
        return place.start();
    }

    int length() {
        return place.raw().length;
    }

    /** The part with the banner, as it is to stand on the wire; empty if there is no safe way to put it in. */
    Optional<byte[]> with(Banner banner) {
        boolean ascii = isAsciiCompatible();
        if (!ascii && encoding != Encoding.BASE64) {
            return Optional.empty();
        }
        Charset writable = encoding == Encoding.SEVEN_BIT ? StandardCharsets.US_ASCII : charset;
        String addition = place.html() ? banner.html() : banner.plain(writable.newEncoder());
        boolean lines = encoding == Encoding.SEVEN_BIT || encoding == Encoding.EIGHT_BIT;
        if (lines && addition.lines().anyMatch(line -> line.length() > LONGEST_LINE)) {
            return Optional.empty(); // RFC 5322 section 2.1.1
        }
        Optional<byte[]> added = encoded(addition, writable);
        Optional<byte[]> changed = added.flatMap(this::inserted);
        return changed.filter(raw -> isReadBack(raw, addition));
    }

    private Optional<byte[]> inserted(byte[] addition) {
        return switch (encoding) {
            case SEVEN_BIT, EIGHT_BIT -> Optional.of(joined(place.raw(), end(place.raw()), addition));
            case QUOTED_PRINTABLE -> Optional.of(quoted(addition));
            case BASE64 -> Optional.of(base64(joined(octets, end(octets), addition)));
        };
    }

    /** Within a line the banner is set apart by soft line breaks, which are no characters. */
    private byte[] quoted(byte[] addition) {
        int at = end(place.raw());
        byte[] softBreak = at < place.raw().length ? SOFT_BREAK : new byte[0];
        ByteArrayOutputStream out = new ByteArrayOutputStream(addition.length * 2);
        out.writeBytes(softBreak);
        try (QuotedPrintableOutputStream quoting = new QuotedPrintableOutputStream(out, false)) {
            quoting.write(addition);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        }
        return joined(place.raw(), at, out.toByteArray());
    }

    private byte[] base64(byte[] all) {
        byte[] lines = Base64.getMimeEncoder(BASE64_LINE, CRLF).encode(all);
        int length = place.raw().length;
        boolean ended = length > 0 && place.raw()[length - 1] == '\n';
        return ended ? joined(lines, lines.length, CRLF) : lines;
    }

    /** Before {@code </body>}, or else behind everything, which HTML puts into the body as well. */
    private int end(byte[] written) {
        if (!place.html() || !isAsciiCompatible()) {
            return written.length;
        }
        int body = new String(written, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .lastIndexOf("</body>");
        return body < 0 ? written.length : body;
    }

    private boolean isReadBack(byte[] raw, String addition) {
        Optional<String> read = decoded(encoding, raw).flatMap(found -> text(found, charset));
        int added = addition.length();
        return read.filter(found -> found.length() == text.length() + added)
                .filter(found -> {
                    int at = found.lastIndexOf(addition);
                    return at >= 0
                            && text.startsWith(found.substring(0, at))
                            && text.endsWith(found.substring(at + added));
                })
                .isPresent();
    }

    private boolean isAsciiCompatible() {
        return Arrays.equals(new String(ASCII_SAMPLE, StandardCharsets.US_ASCII).getBytes(charset), ASCII_SAMPLE);
    }

    private static Optional<byte[]> encoded(String addition, Charset charset) {
        return charset.newEncoder().canEncode(addition) ? Optional.of(addition.getBytes(charset)) : Optional.empty();
    }

    private static byte[] joined(byte[] whole, int at, byte[] added) {
        byte[] joined = Arrays.copyOf(whole, whole.length + added.length);
        System.arraycopy(added, 0, joined, at, added.length);
        System.arraycopy(whole, at, joined, at + added.length, whole.length - at);
        return joined;
    }

    private static Optional<Encoding> encoding(String name) {
        return switch (name) {
            case "", "7bit" -> Optional.of(Encoding.SEVEN_BIT);
            case "8bit", "binary" -> Optional.of(Encoding.EIGHT_BIT);
            case "quoted-printable" -> Optional.of(Encoding.QUOTED_PRINTABLE);
            case "base64" -> Optional.of(Encoding.BASE64);
            default -> Optional.empty();
        };
    }

    /** As it must be written, not as it may be guessed; only such as can be written. */
    private static Optional<Charset> charset(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.equals("ascii")) {
            return Optional.of(StandardCharsets.US_ASCII);
        }
        try {
            return Optional.of(Charset.forName(lower)).filter(Charset::canEncode);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the sender's word: no such character set here
        }
    }

    private static Optional<byte[]> decoded(Encoding encoding, byte[] raw) {
        if (encoding == Encoding.BASE64) {
            return base64Decoded(raw);
        }
        if (encoding != Encoding.QUOTED_PRINTABLE) {
            return Optional.of(raw);
        }
        try (InputStream in = new QuotedPrintableInputStream(new ByteArrayInputStream(raw), DecodeMonitor.STRICT)) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty(); // not what it says
        }
    }

    private static Optional<byte[]> base64Decoded(byte[] raw) {
        try {
            byte[] written = new String(raw, StandardCharsets.ISO_8859_1)
                    .replaceAll("[\r\n \t]", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
            return Optional.of(Base64.getDecoder().decode(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // other programs would read something else in it
        }
    }

    private static Optional<String> text(byte[] octets, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
