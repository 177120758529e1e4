package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.ecluse.testkit.Ports;

/**
 * Debian's clamd as a process of its own, on a loopback port and a Unix socket, with a database of our own: an unsigned one that calls
 * itself {@code daily}, so that clamd tells a signature version and date as it does with the real one.
 */
final class ClamdPeer implements AutoCloseable {
    /** Text that this database takes for a virus; written in two halves so that no scanner stops at our own files. */
    static final String VIRUS = "ECLUSE-HARMLESS-" + "TEST-SIGNATURE";

    static final String VIRUS_NAME = "Ecluse.Test.Signature.UNOFFICIAL";
    /** Debian's clamav-testfiles: one small program, of which this database has the hash, packed in many ways. */
    static final Path TEST_FILES = Path.of("/usr/share/clamav-testfiles");

    static final String SIGNATURES = "/27500, signatures of 2026-03-02T09:40:11Z";

    private static final String ABOUT = "ClamAV-VDB:02 Mar 2026 09-40 +0000:27500:1:90:%s:X:ecluse:1772444411";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path directory;
    private final int port;
    private Process process;

    ClamdPeer() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("ecluse-clamd");
        port = Ports.free();
        Path database = Files.createDirectory(directory.resolve("db"));
        Files.write(database.resolve("daily.cud"), database());
        Files.writeString(database.resolve("local.hdb"), "aa15bcf478d165efd2065190eb473bcb:544:Ecluse.Test.ClamFile\n");
        Files.writeString(directory.resolve("clamd.conf"), """
                Foreground yes
                DatabaseDirectory %s
                TCPSocket %d
                TCPAddr 127.0.0.1
                LocalSocket %s
                SelfCheck 0
                AlertExceedsMax yes
                MaxRecursion 30
                """.formatted(database, port, socket()));
        start();
    }

    private Path socket() {
        return directory.resolve("clamd.ctl");
    }

    /** As {@code ecluse.scan.clamd} has it. */
    String tcp() {
        return "127.0.0.1:" + port;
    }

    String unix() {
        return "unix:" + socket();
    }

    void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        "/usr/sbin/clamd", "-c", directory.resolve("clamd.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("clamd.log").toFile()))
                .start();
        Await.until("clamd answers", LIMIT, () -> {
            assertThat(process.isAlive()).as("clamd runs, see %s", directory).isTrue();
            return answers();
        });
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(4), StandardCharsets.US_ASCII).equals("PONG");
        } catch (IOException e) {
            return false; // still loading its database
        }
    }

    void stop() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    /** It keeps its sockets and does nothing (SIGSTOP). */
    void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Whatever was done to it: it answers again. */
    void revive() throws IOException, InterruptedException {
        if (process.isAlive()) {
            goOn();
        } else {
            start();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A header of 512 bytes, then tar and gzip, as ClamAV's databases are (sigtool(1): CUD, not signed). */
    private static byte[] database() throws IOException {
        byte[] signature = ("Ecluse.Test.Signature:0:*:"
                        + HexFormat.of().formatHex(VIRUS.getBytes(StandardCharsets.US_ASCII)) + "\n")
                .getBytes(StandardCharsets.US_ASCII);
        String contents =
                ABOUT.formatted("X") + "\ndaily.ndb:" + signature.length + ":" + hash("SHA-256", signature) + "\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip)) {
            add(tar, "COPYING", "none\n".getBytes(StandardCharsets.US_ASCII));
            add(tar, "daily.info", contents.getBytes(StandardCharsets.US_ASCII));
            add(tar, "daily.ndb", signature);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String header = ABOUT.formatted(hash("MD5", packed.toByteArray()));
        file.writeBytes(String.format(Locale.ROOT, "%-512s", header).getBytes(StandardCharsets.US_ASCII));
        packed.writeTo(file);
        return file.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] octets) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(octets.length);
        tar.putArchiveEntry(entry);
        tar.write(octets);
        tar.closeArchiveEntry();
    }

    private static String hash(String algorithm, byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    @Override
    public void close() throws Exception {
        for (String signal : List.of("CONT", "KILL")) {
            if (process.isAlive()) {
                signal(signal);
            }
        }
        process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        ServerProcess.delete(directory);
    }
}
