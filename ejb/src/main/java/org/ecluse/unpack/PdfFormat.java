package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.FileTrait;

/**
 * PDF (ISO 32000): script, programs to start, files inside. Read from front to back as it stands, not by its tables: readers repair
 * broken tables, and so hide nothing from what ignores them.
 */
final class PdfFormat implements FileFormat {
    private static final int LARGEST_OBJECTS = 8 << 20;

    @Override
    public boolean matches(Octets file) {
        return file.slice(0, 1024 + 5).contains("%PDF-");
    }

    @Override
    public void open(Octets file, Inside inside) throws IOException {
        if (look(file, inside)) {
            return;
        }
        Optional<Octets> plain = PdfDecryption.decrypted(file, inside);
        if (plain.isEmpty() || !look(plain.get(), inside)) {
            inside.note(FileTrait.ENCRYPTED);
        }
    }

    /** @return false if it is encrypted, so that only names outside its streams were seen */
    private static boolean look(Octets file, Inside inside) throws IOException {
        PdfNames names = new PdfNames(inside);
        List<PdfStream> streams = PdfStream.all(file, inside);
        boolean broken = false;
        int at = 0;
        for (PdfStream stream : streams) {
            names.look(file.slice(at, stream.start() - at).latin());
            at = stream.end();
            if (stream.has("/ObjStm")) {
                try {
                    names.look(Octets.of(inside.all(content(stream), LARGEST_OBJECTS))
                            .latin());
                } catch (IOException e) {
                    broken = true;
                }
            }
        }
        names.look(file.from(at).latin());
        if (names.isEncrypted()) {
            return false;
        }
        if (broken) {
            inside.note(FileTrait.UNREADABLE);
        }
        for (PdfStream stream : streams) {
            if (stream.has("/EmbeddedFile") || names.isFile(stream.number())) {
                inside.note(FileTrait.EMBEDDED);
                try (InputStream content = content(stream)) {
                    inside.file(names.fileNames(), content);
                }
            }
        }
        return true;
    }

    private static InputStream content(PdfStream stream) throws IOException {
        InputStream content = stream.data().stream();
        if (stream.has("/ASCIIHexDecode") || stream.has("/AHx")) {
            content = Octets.of(hex(stream.data())).stream();
        }
        if (stream.has("/FlateDecode") || stream.has("/Fl ")) {
            content = new LenientInflater(content);
        }
        if (stream.has("/LZWDecode") || stream.has("/ASCII85Decode") || stream.has("/RunLengthDecode")) {
            throw new IOException("filter");
        }
        return content;
    }

    private static byte[] hex(Octets data) {
        KeptBytes bytes = new KeptBytes();
        int high = -1;
        for (int i = 0; i < data.length(); i++) {
            int digit = Character.digit(data.u8(i), 16);
            if (digit >= 0 && high >= 0) {
                bytes.write(high << 4 | digit);
                high = -1;
            } else if (digit >= 0) {
                high = digit;
            }
        }
        return bytes.toByteArray();
    }

    /** The names that matter, wherever they stand outside streams. */
    private static final class PdfNames {
        private static final int MOST_FILES = 1000;

        private final Inside inside;
        private final Set<Integer> files = new HashSet<>();
        private final List<String> fileNames = new ArrayList<>();
        private boolean encrypted;

        PdfNames(Inside inside) {
            this.inside = inside;
        }

        void look(String written) {
            inside.spendBytes(0);
            String text = written.indexOf('#') >= 0 ? plain(written) : written;
            if (has(text, "/JavaScript") || has(text, "/JS")) {
                inside.note(FileTrait.FORM_SCRIPT);
            }
            if (has(text, "/Launch")) {
                inside.note(FileTrait.LAUNCH);
            }
            if (has(text, "/RichMedia")) {
                inside.note(FileTrait.EMBEDDED);
            }
            if (has(text, "/Encrypt")) {
                encrypted = true;
            }
            files(text);
        }

        private void files(String text) {
            int at = text.indexOf("/EF");
            while (at >= 0 && files.size() < MOST_FILES) {
                inside.spendEntry();
                String rest = text.substring(at, Math.min(text.length(), at + 200));
                String[] words =
                        rest.replace("<<", " ").replace("/", " ").trim().split("\\s+");
                for (int i = 2; i < words.length; i++) {
                    if (words[i].startsWith("R")
                            && words[i - 2].chars().allMatch(Character::isDigit)
                            && words[i - 2].length() < 9) {
                        files.add(Integer.parseInt(words[i - 2]));
                    }
                }
                name(text.substring(Math.max(0, at - 500), Math.min(text.length(), at + 500)));
                at = text.indexOf("/EF", at + 3);
            }
        }

        /** The names of files stand beside the references to them; which one is whose is not asked. */
        private void name(String around) {
            int at = around.indexOf("F (") >= 0 ? around.indexOf("F (") + 3 : around.indexOf("F(") + 2;
            int end = around.indexOf(')', at);
            if (at > 2 && end > at) {
                fileNames.add(around.substring(at, end));
            }
        }

        private static boolean has(String text, String name) {
            int at = text.indexOf(name);
            while (at >= 0) {
                int end = at + name.length();
                if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) {
                    return true;
                }
                at = text.indexOf(name, end);
            }
            return false;
        }

        /** {@code #4a} in a name is a J. */
        private static String plain(String text) {
            StringBuilder plain = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                int high =
                        text.charAt(i) == '#' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
                if (low >= 0) {
                    plain.append((char) (high << 4 | low));
                    i += 2;
                } else {
                    plain.append(text.charAt(i));
                }
            }
            return plain.toString();
        }

        boolean isEncrypted() {
            return encrypted;
        }

        boolean isFile(int number) {
            return files.contains(number);
        }

        List<String> fileNames() {
            return fileNames.isEmpty() ? List.of("file") : List.copyOf(new HashSet<>(fileNames));
        }
    }

    /**
     * @param dictionary what stands before the data
     * @param start where that begins
     * @param end behind the data
     */
    private record PdfStream(int number, String dictionary, Octets data, int start, int end) {
        private static final int LONGEST_DICTIONARY = 16 * 1024;

        static List<PdfStream> all(Octets file, Inside inside) {
            List<PdfStream> streams = new ArrayList<>();
            int at = 0;
            int word = file.indexOf("stream", 0);
            while (word >= 0) {
                inside.spendBytes(0);
                int data = word + 6;
                data += file.u8(data) == '\r' ? 1 : 0;
                data += file.u8(data) == '\n' ? 1 : 0;
                int end = file.indexOf("endstream", data);
                end = end < 0 ? file.length() : end;
                String before = file.slice(Math.max(at, word - LONGEST_DICTIONARY), LONGEST_DICTIONARY)
                        .slice(0, word - Math.max(at, word - LONGEST_DICTIONARY))
                        .latin();
                int object = before.lastIndexOf(" obj");
                streams.add(new PdfStream(
                        number(before, object),
                        PdfNames.plain(object < 0 ? before : before.substring(object)) + " ",
                        content(file, data, end),
                        word,
                        end));
                at = end;
                word = file.indexOf("stream", end + 9);
            }
            return streams;
        }

        /** The line end before the last word is not part of the data (ISO 32000 section 7.3.8.1). */
        private static Octets content(Octets file, int start, int end) {
            int last = end;
            last -= last > start && file.u8(last - 1) == '\n' ? 1 : 0;
            last -= last > start && file.u8(last - 1) == '\r' ? 1 : 0;
            return file.slice(start, last - start);
        }

        /** {@code 12 0 obj}. */
        private static int number(String text, int object) {
            String[] words = object < 0
                    ? new String[0]
                    : text.substring(Math.max(0, object - 20), object).trim().split("\\s+");
            String number = words.length < 2 ? "" : words[words.length - 2].toLowerCase(Locale.ROOT);
            return !number.isEmpty() && number.length() < 9 && number.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Integer.parseInt(number)
                    : -1;
        }

        boolean has(String name) {
            return dictionary.contains(name);
        }
    }
}
