package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Ports;

/** Debian's c-icap with its antivirus service before a clamd, as a process of its own on loopback. */
final class CicapPeer implements AutoCloseable {
    static final String SERVICE = "avscan";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path MODULES = Path.of("/usr/lib", multiarch(), "c_icap");

    private final Path directory;
    private final int port;
    private final Process process;

    /** @param clamd Unix socket of a clamd, as {@link ClamdPeer#unix} has it */
    CicapPeer(String clamd) throws IOException, InterruptedException {
        directory = Files.createTempDirectory("ecluse-icap");
        port = Ports.free();
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Files.writeString(directory.resolve("c-icap.conf"), """
                PidFile %1$s/c-icap.pid
                CommandsSocket %1$s/c-icap.ctl
                Port 127.0.0.1:%2$d
                TmpDir %3$s
                ServerLog %1$s/server.log
                AccessLog %1$s/access.log
                StartServers 1
                MaxServers 2
                ModulesDir %4$s
                ServicesDir %4$s
                LoadMagicFile /etc/c-icap/c-icap.magic
                TemplateDir /usr/share/c_icap/templates/
                Service virus_scan virus_scan.so
                ServiceAlias %5$s virus_scan?allow204=on&sizelimit=off&mode=simple
                virus_scan.ScanFileTypes TEXT DATA EXECUTABLE ARCHIVE DOCUMENT
                virus_scan.Allow204Responces on
                virus_scan.PassOnError off
                virus_scan.MaxObjectSize 60M
                virus_scan.DefaultEngine clamd
                Module common clamd_mod.so
                clamd_mod.ClamdSocket %6$s
                """.formatted(
                        directory, port, temporary, MODULES, SERVICE, clamd.substring("unix:".length())));
        process = new ProcessBuilder(
                        "/usr/bin/c-icap",
                        "-N",
                        "-f",
                        directory.resolve("c-icap.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        Await.until("c-icap listens, see " + directory, LIMIT, this::listens);
    }

    private static String multiarch() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    private boolean listens() {
        assertThat(process.isAlive()).as("c-icap runs, see %s", directory).isTrue();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        ServerProcess.delete(directory);
    }
}
