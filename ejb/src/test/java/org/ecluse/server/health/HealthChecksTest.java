package org.ecluse.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.ecluse.server.lifecycle.Readiness;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.ClamdScanner;
import org.ecluse.server.scanning.Lines;
import org.ecluse.server.scanning.WatchedEngine;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestDatabase;
import org.junit.jupiter.api.Test;

/** Each check goes down with what it looks at, and says what that is. */
class HealthChecksTest {
    @Test
    void theSmtpCheckIsUpWhileEveryPortListens() throws Exception {
        SmtpPortCheck check = new SmtpPortCheck();
        assertThat(check.call().getStatus()).as("no port at all").isEqualTo(Status.DOWN);
        try (Port first = new Port(2525)) {
            first.listening = true;
            assertThat(check.call().getStatus()).isEqualTo(Status.UP);
            assertThat(data(check.call())).containsEntry("mx 2525", "7 of 1000 sessions");
            try (Port second = new Port(2526)) {
                assertThat(check.call().getStatus()).as("one of two is closed").isEqualTo(Status.DOWN);
                assertThat(second.listening).isFalse();
            }
            first.listening = false;
            assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void theDatabaseCheckIsUpWhileItAnswers() throws Exception {
        try (TestDatabase database = new TestDatabase()) {
            DatabaseCheck check = new DatabaseCheck();
            set(check, "figures", new FixedFigures());
            set(check, "dataSource", database.dataSource());
            assertThat(check.call().getStatus()).isEqualTo(Status.UP);
            assertThat(data(check.call()))
                    .containsEntry("queue.waiting", 12L)
                    .containsEntry("queue.oldest.seconds", 90L)
                    .containsEntry("scan.pending", 3L)
                    .containsEntry("scan.pending.homeless", 1L)
                    .containsEntry("stored-mail.waiting", 2L)
                    .containsEntry("report.last", "2026-03-02T05:00:00Z");
            set(check, "dataSource", away());
            assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
            assertThat(data(check.call())).containsEntry("problem", "SQLException");
        }
    }

    @Test
    @Covers("B8")
    void theAntivirusCheckIsUpWhileEveryEngineAnswers() throws Exception {
        assertThat(antivirus(List.of()).getStatus()).isEqualTo(Status.UP);
        assertThat(data(antivirus(List.of()))).containsEntry("engines", "no antivirus engine");
        try (ServerSocket clamd = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ExecutorService daemon = Executors.newSingleThreadExecutor();
            daemon.execute(() -> answerEach(clamd));
            WatchedEngine running = scanner(clamd.getLocalPort());
            assertThat(antivirus(List.of(running)).getStatus()).isEqualTo(Status.UP);
            assertThat(data(antivirus(List.of(running))).get(running.name()).toString())
                    .startsWith("old: ClamAV 1.4.2");
            daemon.shutdownNow();
            clamd.close();
            WatchedEngine dead = scanner(clamd.getLocalPort());
            HealthCheckResponse answer = antivirus(List.of(running, dead));
            assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
            assertThat(data(answer)).containsEntry(dead.name(), "does not answer");
            WatchedEngine optional = scanner(clamd.getLocalPort(), false);
            assertThat(antivirus(List.of(optional)).getStatus())
                    .as("nobody waits for it")
                    .isEqualTo(Status.UP);
        }
    }

    @Test
    void theStartCheckIsUpOnceMailMayComeIn() throws Exception {
        Readiness readiness = new Readiness();
        ReadyCheck check = new ReadyCheck();
        set(check, "readiness", readiness);
        assertThat(check.call().getStatus()).isEqualTo(Status.DOWN);
        readiness.open();
        assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    }

    private static DataSource away() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new SQLException("the database is down");
                });
    }

    private static HealthCheckResponse antivirus(List<WatchedEngine> engines) throws ReflectiveOperationException {
        AntivirusCheck check = new AntivirusCheck();
        set(check, "engines", new AntivirusEngines() {
            @Override
            public List<WatchedEngine> configured() {
                return engines;
            }
        });
        return check.call();
    }

    private static WatchedEngine scanner(int port) {
        return scanner(port, true);
    }

    private static WatchedEngine scanner(int port, boolean required) {
        ClamdScanner clamd = new ClamdScanner(Lines.to("127.0.0.1:" + port), Duration.ofSeconds(1), Clock.systemUTC());
        return new WatchedEngine(clamd, required, Duration.ofDays(3), Clock.systemUTC());
    }

    private static void answerEach(ServerSocket clamd) {
        while (!clamd.isClosed()) {
            try (Socket client = clamd.accept()) {
                client.getOutputStream()
                        .write("ClamAV 1.4.2/27500/Mon Jan  5 09:00:00 2026\0".getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException e) {
                return; // closed by the test
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }

    private static void set(Object bean, String field, Object value) throws ReflectiveOperationException {
        Field injected = bean.getClass().getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(bean, value);
    }

    private static final class FixedFigures extends ServiceFigures {
        @Override
        public Queue queue() {
            return new Queue(12, Duration.ofSeconds(90));
        }

        @Override
        public long pendingScans() {
            return 3;
        }

        @Override
        public long homelessCopies() {
            return 1;
        }

        @Override
        public int storedMailWaiting() {
            return 2;
        }

        @Override
        public Optional<Instant> lastReportRun() {
            return Optional.of(Instant.parse("2026-03-02T05:00:00Z"));
        }
    }

    /** An SMTP port as the connector shows it to whoever asks. */
    public interface PortMXBean {
        String getRole();

        int getPort();

        boolean isListening();

        int getOpenSessions();

        int getMaxSessions();

        long getAcceptedConnections();

        long getRefusedConnections();

        long getMessages();
    }

    /** A port that listens or does not, as a test says. */
    public static final class Port implements PortMXBean, AutoCloseable {
        private final ObjectName name;
        private final int number;
        private volatile boolean listening;

        Port(int number) throws JMException {
            this.number = number;
            name = new ObjectName("org.ecluse:type=SmtpListener,port=" + number);
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
        }

        @Override
        public String getRole() {
            return "mx";
        }

        @Override
        public int getPort() {
            return number;
        }

        @Override
        public boolean isListening() {
            return listening;
        }

        @Override
        public int getOpenSessions() {
            return 7;
        }

        @Override
        public int getMaxSessions() {
            return 1000;
        }

        @Override
        public long getAcceptedConnections() {
            return 0;
        }

        @Override
        public long getRefusedConnections() {
            return 0;
        }

        @Override
        public long getMessages() {
            return 0;
        }

        @Override
        public void close() throws JMException {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }
}
