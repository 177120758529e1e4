package org.ecluse.smtp.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ecluse.smtp.session.SessionLimits;
import org.ecluse.smtp.session.SmtpSettings;
import org.ecluse.smtp.session.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpActivationSpecTest {

    @TempDir
    Path directory;

    @Test
    void defaultsAreTheOnesOfTheDecisions() throws ResourceException {
        SmtpSettings settings = new SmtpActivationSpec().toSettings().get(0).smtp();
        assertThat(settings.port()).isEqualTo(2525);
        assertThat(settings.role()).isEqualTo("mx");
        assertThat(settings.tls()).isEmpty();
        assertThat(settings.smtpUtf8()).isTrue();
        assertThat(settings.limits().maxSessions()).isEqualTo(1000);
        assertThat(settings.limits().maxSizeBytes()).isEqualTo(50 * 1024 * 1024);
        assertThat(settings.limits().idleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.limits().busyIdleTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.limits().busyMaxPerAddress()).isEqualTo(20);
        assertThat(settings.limits().busyMaxPerNetwork()).isEqualTo(100);
        assertThat(settings.spool().memoryBytes()).isEqualTo(128 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "port, seven",
        "port, 65536",
        "port, -1",
        "bindAddress, no.such.host.invalid",
        "role, mta",
        "hostName, two words",
        "productName, ' '",
        "maxSessions, 0",
        "maxSize, 1000",
        "maxHeaderSize, 1000",
        "maxRecipients, 99",
        "maxBadCommands, 0",
        "idleTimeout, 0s",
        "idleTimeout, 300",
        "sessionDeadline, ${never.replaced}",
        "commandTime, 2d",
        "minBytesPerSecond, -1",
        "greetingPause, 31s",
        "memorySpool, x",
        "memoryBudget, x",
        "minFree, 1GB",
        "keystore, /no/such/keystore.p12",
        "requireTls, true",
        "implicitTls, true",
        "proxyNetworks, proxy.example",
        "xclientNetworks, 192.0.2.0/33",
        "threads, many",
        "requireTls, yes",
        "smtpUtf8, 1",
    })
    void wrongValueIsReportedWithItsKey(String key, String value) throws Exception {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        set(spec, key, value);
        assertThatThrownBy(spec::validate)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining(key + ": ");
    }

    @Test
    void allWrongKeysAreReportedAtOnce() {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        spec.setPort("x");
        spec.setMaxSessions("y");
        assertThatThrownBy(spec::validate).hasMessageContaining("port: ").hasMessageContaining("maxSessions: ");
    }

    @Test
    void missingKeystoreIsFineWhenItMayBeMade() throws ResourceException {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        spec.setKeystore(directory.resolve("keys.p12").toString());
        spec.setSelfSigned("true");
        TlsSettings tls = spec.toSettings().get(0).smtp().tls().orElseThrow();
        assertThat(tls.keystore().selfSignedIfMissing()).isTrue();
    }

    @Test
    void furtherListenersInheritWhatTheyDoNotSay() throws Exception {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        spec.setHostName("mx.b.example");
        spec.setMaxSessions("700");
        spec.setXclientNetworks("192.0.2.1");
        spec.setListeners("port=2526 max-sessions=50, max-size=10M idle-timeout=30s;"
                + "\tport=2527 bind-address=127.0.0.1 proxy-networks=10.0.0.0/8,192.0.2.0/24 xclient-networks=;");
        List<ListenerSettings> all = spec.toSettings();
        assertThat(all).hasSize(3);
        SmtpSettings second = all.get(1).smtp();
        assertThat(second.port()).isEqualTo(2526);
        assertThat(second.hostName()).isEqualTo("mx.b.example");
        assertThat(second.limits().maxSessions()).isEqualTo(50);
        assertThat(second.limits().maxSizeBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(second.limits().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(second.peers().proxies().isEmpty()).isTrue();
        SmtpSettings third = all.get(2).smtp();
        assertThat(third.limits().maxSessions()).isEqualTo(700);
        assertThat(third.bindAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(third.peers().proxies().contains(InetAddress.getByName("192.0.2.9")))
                .isTrue();
        assertThat(third.peers().xclients().isEmpty()).isTrue();
        assertThat(all.get(0).smtp().port()).isEqualTo(2525);
        assertThat(all.get(0).smtp().peers().xclients().isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-sessions=5               | listeners: 'max-sessions=5' has no port",
                "port=2526 color=red          | listeners: 'color' is no setting of a listener",
                "port=2526 role=submission    | listeners: 'role' is no setting of a listener",
                "2526                         | listeners: '2526' is not name=value",
                "port=2526 port=2527          | listeners: 'port' is set twice",
                "port=2526; port=2526         | listeners: port 2526 is used twice",
                "port=2525                    | listeners: port 2525 is used twice",
                "port=x                       | listener on port x: port: 'x' is not a number",
                "port=2526 max-sessions=no    | listener on port 2526: maxSessions: 'no' is not a number",
                "port=2526 implicit-tls=true  | listener on port 2526: implicitTls: needs a keystore",
            })
    void wrongListenerIsNamed(String listeners, String message) {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        spec.setListeners(listeners);
        assertThatThrownBy(spec::validate)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"1000, 100, 20", "5000, 100, 20", "150, 15, 15", "5, 1, 1"})
    void busyLimitsFitTheNumberOfSessions(String sessions, int perNetwork, int perAddress) throws ResourceException {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        spec.setMaxSessions(sessions);
        SessionLimits limits = spec.toSettings().get(0).smtp().limits();
        assertThat(limits.busyMaxPerNetwork()).isEqualTo(perNetwork);
        assertThat(limits.busyMaxPerAddress()).isEqualTo(perAddress);
    }

    @Test
    void virtualThreadsNeedJava21() throws ResourceException {
        SmtpActivationSpec spec = new SmtpActivationSpec();
        assertThat(spec.toSettings().get(0).virtualThreads()).isFalse();
        spec.setThreads("virtual");
        if (Runtime.version().feature() >= 21) {
            assertThat(spec.toSettings().get(0).virtualThreads()).isTrue();
        } else {
            assertThatThrownBy(spec::validate).hasMessageContaining("threads: virtual ones need Java 21");
        }
    }

    private static void set(SmtpActivationSpec spec, String key, String value) throws ReflectiveOperationException {
        String setter = "set" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
        SmtpActivationSpec.class.getMethod(setter, String.class).invoke(spec, value);
    }
}
