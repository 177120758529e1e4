package org.ecluse.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Ports;

/** A real Postfix of its own that relays everything to one port of 127.0.0.1, from an address that the test chooses. */
final class PostfixPeer implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = Ports.free();
    private final int nextHop;
    private final String retry;

    /**
     * @param nextHop port that mail goes to
     * @param retry time between two tries, such as {@code 2s}
     */
    PostfixPeer(int nextHop, String bindAddress, String retry) throws IOException, InterruptedException {
        this.nextHop = nextHop;
        this.retry = retry;
        // Not below the build: Postfix's processes run as users of their own and must reach it.
        directory = Files.createTempDirectory("ecluse-postfix");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String folder : List.of("etc", "spool", "data")) {
            Path made = Files.createDirectory(directory.resolve(folder));
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        run("chown", "postfix", directory.resolve("data").toString());
        configure(bindAddress);
        services();
        run("postfix", "-c", etc(), "start");
        Await.until("Postfix listens", START_LIMIT, this::listens);
    }

    /** Takes a mail, as from a programme on the same machine. */
    void send(String from, String to, String subject) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(port)) {
            String reply = client.send(
                    from,
                    to,
                    ("From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nMessage-ID: <"
                                    + System.nanoTime() + "@mail.sender.test>\r\nDate: Thu, 26 Nov 2026 09:00:00 +0000"
                                    + "\r\n\r\nThe minutes are ready.\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            if (!reply.startsWith("250")) {
                throw new IOException("Postfix said " + reply);
            }
        }
    }

    /** The next try comes from another address, and comes now. */
    void retryFrom(String bindAddress) throws IOException, InterruptedException {
        configure(bindAddress);
        run("postfix", "-c", etc(), "reload");
        run("postqueue", "-c", etc(), "-f");
    }

    /** Lines of the log that tell of a try to deliver. */
    List<String> tries() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log)
                ? Files.readAllLines(log).stream()
                        .filter(line -> line.contains("status="))
                        .toList()
                : List.of();
    }

    private boolean listens() {
        try (SmtpClient client = SmtpClient.greeted(port)) {
            return client.say("NOOP").startsWith("250");
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private void configure(String bindAddress) throws IOException {
        Files.writeString(directory.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/spool
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                myhostname = mail.sender.test
                mydestination =
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                mynetworks = 127.0.0.0/8
                smtpd_relay_restrictions = permit_mynetworks, reject
                default_transport = smtp:[127.0.0.1]:%2$d
                smtp_bind_address = %3$s
                smtp_tls_security_level = none
                disable_dns_lookups = yes
                alias_maps =
                queue_run_delay = %4$s
                minimal_backoff_time = %4$s
                maximal_backoff_time = %4$s
                """.formatted(directory, nextHop, bindAddress, retry));
    }

    /** The shipped services, none of them in a chroot, with a port of our own. */
    private void services() throws IOException {
        StringBuilder services = new StringBuilder();
        for (String line : Files.readAllLines(Path.of("/usr/share/postfix/master.cf.dist"))) {
            boolean ours = line.startsWith("#") || line.matches("(smtp +inet|postlog) .*");
            services.append(ours ? "" : line.replaceFirst("^(\\w+ +\\w+ +\\S +\\S +)y", "$1n") + "\n");
        }
        services.append("127.0.0.1:").append(port).append(" inet n - n - - smtpd\n");
        services.append("postlog unix-dgram n - n - 1 postlogd\n");
        Files.writeString(directory.resolve("etc/master.cf"), services);
    }

    private String etc() {
        return directory.resolve("etc").toString();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ecluse-postfix", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
        }
        Files.delete(output);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("postfix", "-c", etc(), "stop");
        ServerProcess.delete(directory);
    }
}
