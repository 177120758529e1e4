package org.ecluse.smtp.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpResourceAdapterTest {

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private final ThreadWorkManager works = new ThreadWorkManager();
    private final FakeEndpoints endpoints = new FakeEndpoints();
    private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();

    @TempDir
    Path directory;

    private SmtpActivationSpec spec;

    @BeforeEach
    void create() throws IOException {
        adapter.start(works.context());
        spec = new SmtpActivationSpec();
        spec.setBindAddress("127.0.0.1");
        spec.setSpoolDirectory(directory.toString());
        spec.setPort("0");
    }

    @AfterEach
    void stop() {
        adapter.stop();
        works.close();
    }

    @Test
    void portOpensWhenTheEndpointIsReady() throws Exception {
        adapter.endpointActivation(endpoints, spec);
        assertThat(endpoints.awaitAttempts(2)).isTrue();
        assertThat(listeners()).isEmpty();
        endpoints.ready();
        SmtpListenerMXBean listener = awaitListener();
        assertThat(listener.isListening()).isTrue();
        assertThat(listener.getRole()).isEqualTo("mx");
        assertThat(greeting(listener.getPort())).startsWith("220 ");
        assertThat(listener.getAcceptedConnections()).isEqualTo(1);
        adapter.endpointDeactivation(endpoints, spec);
        assertThat(listeners()).isEmpty();
        assertThat(endpoints.calls()).as("connected and ended").isEqualTo(2);
    }

    @Test
    void deactivationBeforeReadinessOpensNothing() throws Exception {
        adapter.endpointActivation(endpoints, spec);
        assertThat(endpoints.awaitAttempts(1)).isTrue();
        adapter.endpointDeactivation(endpoints, spec);
        endpoints.ready();
        works.awaitAll();
        assertThat(listeners()).isEmpty();
    }

    @Test
    void takenPortFailsTheActivation() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            spec.setPort(Integer.toString(taken.getLocalPort()));
            assertThatThrownBy(() -> adapter.endpointActivation(endpoints, spec))
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " cannot be opened");
        }
    }

    @Test
    void wrongSettingFailsTheActivation() {
        spec.setMaxSessions("many");
        assertThatThrownBy(() -> adapter.endpointActivation(endpoints, spec)).hasMessageContaining("maxSessions: ");
    }

    @Test
    void everySessionReleasesItsEndpoint() throws Exception {
        endpoints.ready();
        adapter.endpointActivation(endpoints, spec);
        SmtpListenerMXBean listener = awaitListener();
        for (int i = 0; i < 5; i++) assertThat(greeting(listener.getPort())).startsWith("220 ");
        adapter.endpointDeactivation(endpoints, spec);
        assertThat(endpoints.open()).isZero();
    }

    @Test
    void furtherListenersOpenAndCloseTogether() throws Exception {
        endpoints.ready();
        int second = freePort();
        spec.setListeners("port=" + second + " max-sessions=7");
        adapter.endpointActivation(endpoints, spec);
        Set<ObjectName> names = awaitListeners(2);
        for (ObjectName name : names) {
            SmtpListenerMXBean listener = JMX.newMXBeanProxy(beans, name, SmtpListenerMXBean.class);
            assertThat(greeting(listener.getPort())).startsWith("220 ");
            assertThat(listener.getMaxSessions()).isEqualTo(listener.getPort() == second ? 7 : 1000);
        }
        adapter.endpointDeactivation(endpoints, spec);
        assertThat(listeners()).isEmpty();
        assertThat(endpoints.open()).isZero();
    }

    @Test
    void portThatIsTakenLaterShowsInHealthAndHarmsNoOther() throws Exception {
        int second = freePort();
        spec.setListeners("port=" + second);
        adapter.endpointActivation(endpoints, spec);
        try (ServerSocket taken = new ServerSocket(second, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            endpoints.ready();
            for (ObjectName name : awaitListeners(2)) {
                SmtpListenerMXBean listener = JMX.newMXBeanProxy(beans, name, SmtpListenerMXBean.class);
                assertThat(listener.isListening()).isEqualTo(listener.getPort() != second);
            }
        }
    }

    /** On Java 17 the setting is refused; see SmtpActivationSpecTest. */
    @Test
    void sessionsRunOnVirtualThreadsWhereJavaHasThem() throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads come with Java 21");
        endpoints.ready();
        spec.setThreads("virtual");
        adapter.endpointActivation(endpoints, spec);
        assertThat(greeting(awaitListener().getPort())).startsWith("220 ");
        assertThat(endpoints.lastCallWasVirtual()).isTrue();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private Set<ObjectName> listeners() throws Exception {
        return beans.queryNames(new ObjectName("org.ecluse:type=SmtpListener,*"), null);
    }

    private SmtpListenerMXBean awaitListener() throws Exception {
        ObjectName name = awaitListeners(1).iterator().next();
        return JMX.newMXBeanProxy(beans, name, SmtpListenerMXBean.class);
    }

    private Set<ObjectName> awaitListeners(int wanted) throws Exception {
        long until = System.nanoTime() + 10_000_000_000L;
        while (listeners().size() < wanted && System.nanoTime() < until) LockSupport.parkNanos(2_000_000);
        assertThat(listeners()).hasSize(wanted);
        return listeners();
    }

    private static String greeting(int port) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port);
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String banner = in.readLine();
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(in.readLine()).startsWith("221 ");
            assertThat(in.readLine()).isNull();
            return banner;
        }
    }
}
