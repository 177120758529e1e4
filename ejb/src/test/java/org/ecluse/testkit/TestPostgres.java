package org.ecluse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** A PostgreSQL server of its own on a free loopback port, from Debian's packages, gone after the test. */
public final class TestPostgres implements AutoCloseable {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final int MOST_CONNECTIONS = 40;
    private static Optional<TestPostgres> shared = Optional.empty();

    private final Path bin;
    private final Path directory;
    private final int port;
    private Optional<JdbcConnectionPool> pool = Optional.empty();

    private TestPostgres(Path bin) throws IOException, InterruptedException {
        this.bin = bin;
        this.directory = Files.createTempDirectory("ecluse-postgres");
        this.port = Ports.free();
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

    /** The one of this JVM, with the rows of earlier tests; empty if PostgreSQL is not installed. */
    public static synchronized Optional<TestPostgres> shared() throws Exception {
        if (shared.isEmpty()) {
            shared = start();
            shared.ifPresent(server -> Runtime.getRuntime().addShutdownHook(new Thread(server::end)));
        }
        return shared;
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A running server with the product's schema, or empty if PostgreSQL is not installed. */
    private static Optional<TestPostgres> start() throws IOException, InterruptedException, SQLException {
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

    /** A pool, as the server has one: a connection of its own for each statement would take most of the time. */
    public synchronized DataSource dataSource() {
        if (pool.isEmpty()) {
            PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
            source.setServerNames(new String[] {"127.0.0.1"});
            source.setPortNumbers(new int[] {port});
            source.setUser("ecluse");
            source.setDatabaseName("postgres");
            source.setReWriteBatchedInserts(true);
            JdbcConnectionPool made = JdbcConnectionPool.create(source);
            made.setMaxConnections(MOST_CONNECTIONS);
            pool = Optional.of(made);
        }
        return pool.get();
    }

    /** Empties every table of the product. */
    public void clear() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            ResultSet row = statement.executeQuery(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'");
            while (row.next()) {
                tables.add(row.getString(1));
            }
            statement.execute("TRUNCATE TABLE " + String.join(", ", tables) + " CASCADE");
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        pool.ifPresent(JdbcConnectionPool::dispose);
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
}
