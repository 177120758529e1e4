package org.ecluse.unpack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.ecluse.mail.Budget;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.UnpackedFile;

/** Reads one hostile mail after the other; prints its name, how many milliseconds it took, and whether the harm was seen. */
final class BombProbe {
    private interface Bomb {
        byte[] mail() throws IOException;
    }

    static final Map<String, Bomb> BOMBS = new LinkedHashMap<>();

    private static final byte[] ZEROS = new byte[1 << 20];
    private static final String HEAD = "From: a@example.org\r\nMIME-Version: 1.0\r\n";

    static {
        BOMBS.put("zip of 300 MB of zeros", () -> attached("a.zip", zip(1, 300)));
        BOMBS.put("zip of 60 files of 10 MB", () -> attached("a.zip", zip(60, 10)));
        BOMBS.put("zips in zips, 16 x 16 x 16", () -> attached("a.zip", wide(3)));
        BOMBS.put("zips in zips, 60 deep", () -> attached("a.zip", deep(60)));
        BOMBS.put("gzip in gzip in gzip", () -> attached("a.gz", gzip(gzip(gzip(zeros(200))))));
        BOMBS.put("bzip2, 40 streams of 20 MB", () -> attached("a.bz2", bzip2()));
        BOMBS.put("zip of 60,000 empty files", () -> attached("a.zip", zip(60_000, 0)));
        BOMBS.put("zip with 200,000 ends", () -> attached("a.bin", ends()));
        BOMBS.put("zip whose entries are one", () -> attached("a.zip", overlapping()));
        BOMBS.put("tar of 60,000 files", () -> attached("a.tar", tar()));
        BOMBS.put(
                "pdf of 400,000 streams",
                () -> attached(
                        "a.pdf", repeated("%PDF-1.4\n", "1 0 obj <</Type/ObjStm>> stream\nendstream\n", 400_000)));
        BOMBS.put(
                "pdf of a million files",
                () -> attached("a.pdf", repeated("%PDF-1.4\n", "/EF<</F 1 0 R>>", 1_000_000)));
        BOMBS.put(
                "rtf of a million objects",
                () -> attached("a.rtf", repeated("{\\rtf1", "{\\object{\\*\\objdata ", 1_000_000)));
        BOMBS.put("page of a million scripts", () -> attached("a.html", repeated("<html>", "<script", 1_000_000)));
        BOMBS.put(
                "sheet of a million formulas",
                () -> attached("a.xml", repeated("<?xml version='1.0'?>", " formula=\"=a\" ", 1_000_000)));
        BOMBS.put("page of data", () -> attached("a.html", repeated("<html>", "data:a/b;base64,", 1_000_000)));
        BOMBS.put("mails in mails, 80 deep", () -> mailsInMails(80));
        BOMBS.put(
                "100,000 parts",
                () -> repeated(
                        HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\nx\r\n", 100_000));
        BOMBS.put("20,000 multiparts, one in the other", BombProbe::nested);
        BOMBS.put("a header of 20 MB", () -> repeated(HEAD + "Subject: ", "=?utf-8?q?a?= ", 1_500_000));
        BOMBS.put("500,000 header fields", () -> repeated(HEAD, "X-A: b\r\n", 500_000));
        BOMBS.put("a name that explodes patterns", () -> attached("a.".repeat(200_000) + "!", new byte[] {1}));
        BOMBS.put(
                "parameters without end",
                () -> repeated(HEAD + "Content-Type: text/plain; ", "name*0*=utf-8''a; ", 200_000));
        BOMBS.put("addresses that explode patterns", () -> repeated(HEAD + "To: ", "(((<\"@,", 200_000));
        BOMBS.put(
                "deep page", () -> repeated(HEAD + "Content-Type: text/html\r\n\r\n", "<div><table><tr><td>", 100_000));
    }

    private BombProbe() {}

    /** Makes them, a file each. Making one takes far more memory than it has octets, so a Java does it that does not read them. */
    static void write(Path folder) throws IOException {
        List<Bomb> bombs = new ArrayList<>(BOMBS.values());
        for (int i = 0; i < bombs.size(); i++) {
            Files.write(folder.resolve(Integer.toString(i)), bombs.get(i).mail());
        }
    }

    /** @param args how many threads read all of them, each beginning with another one; the folder they are in */
    public static void main(String[] args) throws InterruptedException {
        int threads = Thread.activeCount();
        int readers = Integer.parseInt(args[0]);
        Path folder = Path.of(args[1]);
        List<Thread> reading = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            int first = i * BOMBS.size() / readers;
            reading.add(new Thread(() -> readAll(folder, first)));
        }
        reading.forEach(Thread::start);
        for (Thread reader : reading) {
            reader.join();
        }
        System.out.println("threads left\t" + (Thread.activeCount() - threads));
    }

    private static void readAll(Path folder, int first) {
        List<String> names = List.copyOf(BOMBS.keySet());
        try {
            for (int i = 0; i < names.size(); i++) {
                int bomb = (first + i) % names.size();
                byte[] mail = Files.readAllBytes(folder.resolve(Integer.toString(bomb)));
                long start = System.nanoTime();
                boolean seen = isSeen(mail);
                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.println(names.get(bomb) + "\t" + millis + "\t" + (seen ? "seen" : "missed"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if something says that not all was looked into, or if it was no archive, of which the whole can be read. */
    private static boolean isSeen(byte[] octets) throws IOException {
        ParsedMessage mail =
                UnpackedFile.reader().read(Mails.raw(octets), Budget.of(Duration.ofSeconds(10), 400L << 20, 20_000));
        boolean unseen = mail.everyPart().stream()
                .anyMatch(part -> part.traits().contains(FileTrait.OVER_BUDGET)
                        || part.traits().contains(FileTrait.CONTRADICTORY)
                        || part.traits().contains(FileTrait.UNREADABLE));
        boolean plain = mail.parts().stream().noneMatch(part -> part.label().endsWith("zip"));
        return unseen || plain || !mail.faults().isEmpty();
    }

    private static byte[] attached(String name, byte[] content) {
        return (HEAD + "Content-Type: application/octet-stream; name=\"" + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(content) + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] repeated(String first, String piece, int times) {
        return (first + piece.repeat(times)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private interface Filling {
        void fill(OutputStream out) throws IOException;
    }

    private static Filling zeros(int megabytes) {
        return out -> {
            for (int i = 0; i < megabytes; i++) {
                out.write(ZEROS);
            }
        };
    }

    private static byte[] zip(int files, int megabytes) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            for (int i = 0; i < files; i++) {
                zip.putNextEntry(new ZipEntry(i + ".bin"));
                zeros(megabytes).fill(zip);
            }
        }
        return octets.toByteArray();
    }

    private static byte[] wide(int levels) throws IOException {
        byte[] inner = zip(1, 10);
        for (int level = 0; level < levels; level++) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(octets)) {
                for (int i = 0; i < 16; i++) {
                    zip.putNextEntry(new ZipEntry(i + ".zip"));
                    zip.write(inner);
                }
            }
            inner = octets.toByteArray();
        }
        return inner;
    }

    private static byte[] deep(int levels) throws IOException {
        byte[] inner = {1};
        for (int level = 0; level < levels; level++) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(octets)) {
                zip.putNextEntry(new ZipEntry("a.zip"));
                zip.write(inner);
            }
            inner = octets.toByteArray();
        }
        return inner;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        return gzip(out -> out.write(content));
    }

    private static byte[] gzip(Filling filling) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            filling.fill(gzip);
        }
        return octets.toByteArray();
    }

    private static byte[] bzip2() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        try (OutputStream bzip2 = new BZip2CompressorOutputStream(one)) {
            zeros(20).fill(bzip2);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 40; i++) {
            all.writeBytes(one.toByteArray());
        }
        return all.toByteArray();
    }

    /** A zip file followed by ends that all point at its directory. */
    private static byte[] ends() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.writeBytes(zip(200, 0));
        byte[] first = octets.toByteArray();
        byte[] end = Arrays.copyOfRange(first, first.length - 22, first.length);
        for (int i = 0; i < 200_000; i++) {
            octets.writeBytes(end);
        }
        return octets.toByteArray();
    }

    /** A thousand directory entries for one megabyte of data. */
    private static byte[] overlapping() throws IOException {
        byte[] one = zip(1, 10);
        int directory = new Octets(one, 0, one.length).indexOf(ZipRecord.CENTRAL, 0);
        byte[] record = Arrays.copyOfRange(one, directory, one.length - 22);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        octets.write(one, 0, directory);
        for (int i = 0; i < 1000; i++) {
            octets.writeBytes(record);
        }
        byte[] end = Arrays.copyOfRange(one, one.length - 22, one.length);
        int size = record.length * 1000;
        for (int i = 0; i < 4; i++) {
            end[12 + i] = (byte) (size >> 8 * i);
        }
        octets.writeBytes(end);
        return octets.toByteArray();
    }

    private static byte[] tar() {
        byte[] header = new byte[512];
        byte[] name = "a".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, header, 0, name.length);
        System.arraycopy("00000000000".getBytes(StandardCharsets.US_ASCII), 0, header, 124, 11);
        header[156] = '0';
        System.arraycopy("ustar\0".getBytes(StandardCharsets.US_ASCII), 0, header, 257, 6);
        int sum = 8 * ' ';
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        System.arraycopy(String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII), 0, header, 148, 8);
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < 60_000; i++) {
            octets.writeBytes(header);
        }
        return octets.toByteArray();
    }

    private static byte[] mailsInMails(int levels) {
        byte[] mail = (HEAD + "\r\nx\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < levels && mail.length < 8_000_000; i++) {
            mail = attached(i + ".eml", mail);
        }
        return mail;
    }

    private static byte[] nested() {
        StringBuilder mail = new StringBuilder(HEAD);
        for (int i = 0; i < 20_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        return mail.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
