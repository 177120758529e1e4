package org.ecluse.smtp.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.nio.file.Path;
import java.time.Duration;
import org.ecluse.smtp.session.SmtpSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpActivationSpecTest {

    @TempDir
    Path directory;

    @Test
    void defaultsAreTheOnesOfTheDecisions() throws ResourceException {
        SmtpSettings settings = new SmtpActivationSpec().toSettings();
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
        "maxSizeBytes, 1000",
        "maxRecipients, 99",
        "maxBadCommands, 0",
        "idleTimeoutSeconds, 0",
        "sessionDeadlineSeconds, ${never.replaced}",
        "dataMinBytesPerSecond, -1",
        "greetingPauseMillis, x",
        "memorySpoolBytes, x",
        "memoryBudgetBytes, x",
        "minFreeBytes, 1GB",
        "tlsKeystorePath, /no/such/keystore.p12",
        "requireTls, true",
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
        spec.setTlsKeystorePath(directory.resolve("keys.p12").toString());
        spec.setTlsSelfSigned("true");
        assertThat(spec.toSettings().tls().orElseThrow().selfSignedIfMissing()).isTrue();
    }

    private static void set(SmtpActivationSpec spec, String key, String value) throws ReflectiveOperationException {
        String setter = "set" + Character.toUpperCase(key.charAt(0)) + key.substring(1);
        SmtpActivationSpec.class.getMethod(setter, String.class).invoke(spec, value);
    }
}
