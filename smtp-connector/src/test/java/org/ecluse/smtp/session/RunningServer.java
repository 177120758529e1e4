package org.ecluse.smtp.session;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real server on a free port of the loopback address, with limits a test may tighten first. */
final class RunningServer implements AutoCloseable {

    final RecordingListener listener = new RecordingListener();
    private final Path directory;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SmtpServer server;

    int port = 0;
    int maxSessions = 100;
    long maxSizeBytes = 1024 * 1024;
    int maxRecipients = 100;
    int maxBadCommands = 10;
    Duration idleTimeout = Duration.ofSeconds(20);
    Duration busyIdleTimeout = Duration.ofSeconds(10);
    int busyMaxPerAddress = 20;
    int busyMaxPerNetwork = 100;
    Duration sessionDeadline = Duration.ofSeconds(60);
    Duration commandTime = Duration.ofSeconds(30);
    long maxHeaderBytes = 512 * 1024;
    long dataMinBytesPerSecond = 0;
    Duration dataRateWindow = Duration.ofSeconds(30);
    Duration greetingPause = Duration.ZERO;
    int maxFaultySessions = 0;
    Duration refusalDelay = Duration.ZERO;
    int memoryBytes = 128 * 1024;
    long memoryBudgetBytes = 64 * 1024 * 1024;
    long minFreeBytes = 0;
    boolean smtpUtf8 = true;
    boolean requireTls = false;
    boolean implicitTls = false;
    String proxies = "";
    String xclients = "";
    InetAddress address = InetAddress.getLoopbackAddress();
    Optional<TlsKeystore> tls = Optional.empty();
    Executor executor = threads;

    RunningServer(Path directory) {
        this.directory = directory;
    }

    RunningServer start() throws IOException {
        server = new SmtpServer(settings(), listener, executor);
        server.start();
        return this;
    }

    SmtpSettings settings() {
        SessionLimits limits = new SessionLimits(
                maxSessions,
                maxSizeBytes,
                maxHeaderBytes,
                maxRecipients,
                maxBadCommands,
                idleTimeout,
                busyIdleTimeout,
                busyMaxPerAddress,
                busyMaxPerNetwork,
                sessionDeadline,
                commandTime,
                dataMinBytesPerSecond,
                dataRateWindow,
                maxFaultySessions,
                refusalDelay);
        PeerNetworks peers = new PeerNetworks(
                Networks.parse(proxies).orElseThrow(), Networks.parse(xclients).orElseThrow());
        SpoolSettings spool = new SpoolSettings(directory, memoryBytes, memoryBudgetBytes, minFreeBytes);
        return new SmtpSettings(
                address,
                port,
                "mx",
                "mx.ecluse.example",
                "Ecluse test",
                smtpUtf8,
                greetingPause,
                tls.map(keystore -> new TlsSettings(keystore, requireTls, implicitTls)),
                peers,
                limits,
                spool);
    }

    SmtpServer server() {
        return server;
    }

    Path directory() {
        return directory;
    }

    /** A connected client, the banner not read yet. */
    WireClient connect() throws IOException {
        return new WireClient(server.port());
    }

    /** A client that has said EHLO. */
    WireClient greeted() throws IOException {
        WireClient client = connect();
        client.expect("220 ");
        client.send("EHLO client.example\r\n").expect("250");
        return client;
    }

    @Override
    public void close() {
        if (server != null) server.stop(Duration.ofMillis(200));
        threads.shutdownNow();
    }
}
