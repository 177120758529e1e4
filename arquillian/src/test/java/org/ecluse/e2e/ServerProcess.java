package org.ecluse.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ecluse.testkit.Ports;

/** The provisioned server with the real EAR as a process of its own, with its own folder and ports. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(4);

    private static final int CONSOLE_LINES = 60;

    private final Path base;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final String configuration;
    private Process process;

    public ServerProcess(String name, String configuration) throws IOException {
        this.configuration = configuration;
        Path home = home();
        base = Path.of(System.getProperty("it.server.base")).resolveSibling("e2e-" + name);
        delete(base);
        copy(home.resolve("standalone"), base);
        Files.copy(
                Path.of(System.getProperty("ecluse.root"), "ear/target/ecluse.ear"),
                base.resolve("deployments/ecluse.ear"),
                StandardCopyOption.REPLACE_EXISTING);
        for (String port : List.of("smtp", "http", "https", "management", "destination")) {
            ports.put(port, Ports.free());
        }
        set("ecluse.demo", "true");
        set("ecluse.demo.smtp-port", Integer.toString(port("destination")));
        set("ecluse.smtp.port", Integer.toString(port("smtp")));
        set("ecluse.smtp.bind-address", "127.0.0.1");
        set("ecluse.http.port", Integer.toString(port("http")));
        set("ecluse.https.port", Integer.toString(port("https")));
        set("ecluse.management.port", Integer.toString(port("management")));
        set("ecluse.admin.password", "in-tests-only-7319");
        set("ecluse.delivery.first-retry", "1s");
        set("ecluse.delivery.max-retry", "2s");
    }

    public ServerProcess set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** For values that the start script would take apart. */
    ServerProcess environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public int port(String name) {
        return ports.get(name);
    }

    Path data() {
        return base.resolve("data");
    }

    Path log() {
        return base.resolve("log/server.log");
    }

    /** Starts and returns when the service is ready to receive mail. */
    public ServerProcess start() throws IOException, InterruptedException {
        launch();
        Await.until("ready", BOOT_LIMIT, () -> isReady() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("the server ended with " + process.exitValue() + lastOfConsole());
        }
        return this;
    }

    /** What it said before it ended, for whoever reads the failure where the files are gone. */
    private String lastOfConsole() throws IOException {
        List<String> lines = new String(Files.readAllBytes(base.resolve("console.log")), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size()));
    }

    /** Starts without waiting. */
    void launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home().resolve("bin/standalone.sh").toString(),
                "-c",
                configuration,
                "-Djboss.server.base.dir=" + base));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        builder.environment().put("JBOSS_PIDFILE", base.resolve("server.pid").toString());
        builder.environment().put("ECLUSE_HEAP", "512m");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectOutput(base.resolve("console.log").toFile());
        process = builder.start();
    }

    /** What the health checks say, whether they are content or not. */
    String health() throws IOException, InterruptedException {
        return askHealth().body();
    }

    private HttpResponse<String> askHealth() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("http") + "/health/ready"))
                .timeout(Duration.ofSeconds(15))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    boolean isReady() {
        try {
            return askHealth().statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Threads of the server's virtual machine. */
    int threads() throws IOException {
        ProcessHandle java = process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(java.pid()), "task"))) {
            return (int) tasks.count();
        }
    }

    /** SIGKILL, as a power switch would: the start script first, so that nothing tidies up. */
    void kill() throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor(30, TimeUnit.SECONDS);
        for (ProcessHandle each : all) {
            each.onExit().join();
        }
    }

    /** What every start does first: a file of the embedded database that a kill left unreadable is restored. */
    void checkDatabase() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", ". \"$DIRNAME/check-database.sh\"");
        builder.environment().put("DIRNAME", home().resolve("bin").toString());
        builder.environment().put("ECLUSE_DATA_DIR", data().resolve("ecluse").toString());
        int status = builder.inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException("the check of the database ended with " + status);
        }
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("it.server.home")).toAbsolutePath().normalize();
    }

    /** Copies a directory tree; what is there already is replaced. */
    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                Path target = to.resolve(from.relativize(file).toString());
                try {
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
