package org.ecluse.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Ports;

/** Debian's PostgreSQL with a fresh cluster in a folder of its own, on loopback. It refuses root, so root runs it as postgres. */
final class PostgresPeer implements AutoCloseable {
    private final Path directory;
    private final Path binaries;
    private final int port;

    PostgresPeer() throws IOException, InterruptedException {
        binaries = newestBinaries();
        port = Ports.free();
        directory = Files.createTempDirectory("ecluse-postgres");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = Files.createDirectory(directory.resolve("data"));
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", directory.toString()));
        }
        asOwner("initdb", "-D", data.toString(), "-A", "trust", "-U", "ecluse", "--no-sync");
        start();
        asOwner("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "ecluse", "ecluse");
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/ecluse";
    }

    void start() throws IOException, InterruptedException {
        asOwner(
                "pg_ctl",
                "-D",
                directory.resolve("data").toString(),
                "-l",
                directory.resolve("log").toString(),
                "-w",
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
    }

    void stop() throws IOException, InterruptedException {
        asOwner("pg_ctl", "-D", directory.resolve("data").toString(), "-w", "-m", "fast", "stop");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        ServerProcess.delete(directory);
    }

    private void asOwner(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ecluse-postgres", ".log");
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + Files.readString(output));
        }
        Files.delete(output);
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path newestBinaries() throws IOException {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.max(Comparator.comparing(
                            version -> Integer.parseInt(version.getFileName().toString())))
                    .orElseThrow()
                    .resolve("bin");
        }
    }
}
