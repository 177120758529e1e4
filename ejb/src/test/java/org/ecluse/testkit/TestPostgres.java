package org.ecluse.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server of its own on a free loopback port, from Debian's packages, gone after the test. */
public final class TestPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private final Path bin;
    private final Path directory;
    private final int port;

    private TestPostgres(Path bin) throws IOException, InterruptedException {
        this.bin = bin;
        this.directory = Files.createTempDirectory("ecluse-postgres");
        this.port = freePort();
        if (isRoot()) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        run("initdb", "-D", cluster(), "-U", "ecluse", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
        run(
                "pg_ctl",
                "-D",
                cluster(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory,
                "start");
    }

    /** A running server with the product's schema, or empty if PostgreSQL is not installed. */
    public static Optional<TestPostgres> start() throws IOException, InterruptedException, SQLException {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            Optional<Path> newest = versions.max(Comparator.naturalOrder()).map(version -> version.resolve("bin"));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            TestPostgres server = new TestPostgres(newest.get());
            TestDatabase.migrate(server.dataSource());
            return Optional.of(server);
        }
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setUser("ecluse");
        source.setDatabaseName("postgres");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("pg_ctl", "-D", cluster(), "-w", "-m", "immediate", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String cluster() {
        return directory.resolve("cluster").toString();
    }

    /** PostgreSQL refuses to run as root, so Debian's user runs it then. */
    private void run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(tool).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("ecluse-" + tool, ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(tool + " failed: " + Files.readString(output));
        }
        Files.delete(output);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
