package org.ecluse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ecluse.testkit.Ports;

/** Debian's rspamd and spamd as processes of their own on loopback, each with its shipped rules and without the network. */
final class SpamFilterPeers implements AutoCloseable {
    /** rspamd compiles its patterns at its first start. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final List<String> NETWORK_MODULES = List.of(
            "rbl",
            "spf",
            "dkim",
            "dkim_signing",
            "dmarc",
            "arc",
            "asn",
            "mx_check",
            "fuzzy_check",
            "url_redirector",
            "replies",
            "greylist",
            "ratelimit",
            "neural",
            "history_redis",
            "reputation",
            "known_senders",
            "phishing",
            "hfilter");

    private final Path directory;
    private final int rspamdPort = Ports.free();
    private final int spamdPort = Ports.free();
    private final Process rspamd;
    private final Process spamd;

    SpamFilterPeers() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("ecluse-filters");
        rspamd = startRspamd();
        spamd = startSpamd();
        Await.until("rspamd listens, see " + directory, LIMIT, () -> listens(rspamd, rspamdPort));
        Await.until("spamd listens, see " + directory, LIMIT, () -> listens(spamd, spamdPort));
    }

    String rspamd() {
        return "127.0.0.1:" + rspamdPort;
    }

    String spamd() {
        return "127.0.0.1:" + spamdPort;
    }

    void stopRspamd() throws InterruptedException {
        end(rspamd);
    }

    private Process startRspamd() throws IOException {
        Path override = Files.createDirectory(directory.resolve("override.d"));
        for (String folder : List.of("local.d", "db", "run", "log")) {
            Files.createDirectory(directory.resolve(folder));
        }
        for (String module : NETWORK_MODULES) {
            Files.writeString(override.resolve(module + ".conf"), "enabled = false;\n");
        }
        for (String worker : List.of("controller", "proxy", "fuzzy")) {
            Files.writeString(override.resolve("worker-" + worker + ".inc"), "enabled = false;\n");
        }
        Files.writeString(override.resolve("worker-normal.inc"), "bind_socket = \"" + rspamd() + "\";\ncount = 1;\n");
        Files.writeString(
                override.resolve("options.inc"),
                "dns { nameserver = [\"127.0.0.1:9\"]; timeout = 0.1s; retransmits = 1; }\n");
        own("_rspamd");
        return start(
                "rspamd",
                "/usr/bin/rspamd",
                "-f",
                "-u",
                "_rspamd",
                "-g",
                "_rspamd",
                "-c",
                "/etc/rspamd/rspamd.conf",
                "--var=LOCAL_CONFDIR=" + directory,
                "--var=DBDIR=" + directory.resolve("db"),
                "--var=RUNDIR=" + directory.resolve("run"),
                "--var=LOGDIR=" + directory.resolve("log"));
    }

    private Process startSpamd() throws IOException {
        return start(
                "spamd",
                "/usr/sbin/spamd",
                "-L",
                "-x",
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(spamdPort),
                "-m",
                "1",
                "-s",
                "stderr",
                "-u",
                "debian-spamd");
    }

    private Process start(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".out").toFile())
                .start();
    }

    private void own(String user) throws IOException {
        UserPrincipal owner =
                directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, owner);
            }
        }
    }

    private static boolean listens(Process process, int port) {
        assertThat(process.isAlive()).as("it runs").isTrue();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws Exception {
        end(rspamd);
        end(spamd);
        ServerProcess.delete(directory);
    }
}
