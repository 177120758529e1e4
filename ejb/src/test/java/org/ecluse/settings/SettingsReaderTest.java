package org.ecluse.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.net.ServiceAddress;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateWindow;
import org.ecluse.settings.ServerSettings.Scan.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static ServerSettings read(Map<String, String> values) {
        return new SettingsReader(key -> Optional.ofNullable(values.get(key))).read();
    }

    private static Map<String, String> demo() {
        return new HashMap<>(Map.of("ecluse.demo", "true"));
    }

    @Test
    void demonstrationNeedsNoSetting() {
        ServerSettings settings = read(demo());
        assertThat(settings.service().domain()).isEqualTo("service.ecluse.test");
        assertThat(settings.store().minFreeBytes()).isEqualTo(500L * 1024 * 1024);
        assertThat(settings.delivery().giveUpAfter()).isEqualTo(Duration.ofDays(5));
        assertThat(settings.smtp().trustedNetworks()).hasToString("[127.0.0.0/8]");
    }

    @Test
    void outsideTheDemonstrationTheServiceMustBeNamed() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("ecluse.service.domain is required outside the demonstration");
    }

    @Test
    void portsOfFurtherListenersAreNoDestinations() {
        Map<String, String> values = demo();
        values.put("ecluse.smtp.listeners", "port=2526 max-sessions=7; implicit-tls=true,PORT=2465 bind-port=99");
        assertThat(read(values).delivery().ownPorts())
                .contains(2525, 2526, 2465)
                .doesNotContain(99);
    }

    @Test
    void ratesAreGenerousAndANetworkHasFourTimesAsMuch() {
        ServerSettings.Rates rates = read(demo()).rates();
        assertThat(rates.address().of(RateUnit.MESSAGES, RateWindow.MINUTE)).isEqualTo(300);
        assertThat(rates.network().of(RateUnit.RECIPIENTS, RateWindow.MONTH)).isEqualTo(6_000_000);
        assertThat(rates.network().connections()).isEqualTo(200);
        Map<String, String> values = demo();
        values.put("ecluse.rates.address-recipients-per-day", "0");
        assertThat(read(values).rates().address().of(RateUnit.RECIPIENTS, RateWindow.DAY))
                .isZero();
    }

    @Test
    void whoIsListedIsNotRefusedEarlier() {
        Map<String, String> values = demo();
        values.put("ecluse.reputation.list-at", "500");
        assertThat(read(values).reputation().refuseAt()).isEqualTo(500);
        assertThat(read(demo()).reputation().refusal()).isEqualTo(ServerSettings.Reputation.Refusal.TEMPORARY);
    }

    @Test
    void enginesAreListedEachRequiredOrNot() {
        Map<String, String> values = demo();
        values.put("ecluse.scan.clamd", "127.0.0.1:3310");
        values.put("ecluse.scan.engines", "clamd unix:/run/clamd.ctl optional,  ICAP [::1]:1344/avscan?mode=x");
        assertThat(read(values).scan().engines())
                .containsExactly(
                        new Engine(Engine.Kind.CLAMD, new ServiceAddress("127.0.0.1:3310"), "", true),
                        new Engine(Engine.Kind.CLAMD, new ServiceAddress("unix:/run/clamd.ctl"), "", false),
                        new Engine(Engine.Kind.ICAP, new ServiceAddress("[::1]:1344"), "avscan?mode=x", true));
        assertThat(read(demo()).scan().signatureAge()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void noVoiceIsAskedUnlessItIsNamed() {
        assertThat(read(demo()).voices().rspamd()).isEmpty();
        assertThat(read(demo()).voices().spamassassin()).isEmpty();
    }

    @Test
    void environmentNameOfAKey() {
        assertThat(SettingsReader.environmentName("ecluse.store.min-free")).isEqualTo("ECLUSE_STORE_MIN_FREE");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "ecluse.scan.clamd, localhost",
        "ecluse.scan.engines, 127.0.0.1:3310",
        "ecluse.scan.engines, clamd 127.0.0.1",
        "ecluse.scan.engines, clamd 127.0.0.1:3310 maybe",
        "ecluse.scan.engines, icap 127.0.0.1:1344",
        "ecluse.scan.engines, icap 127.0.0.1:1344/a\"b",
        "ecluse.scan.engines, sophos 127.0.0.1:3310",
        "ecluse.scan.signature-age, 9m",
        "ecluse.voices.rspamd, unix:/run/rspamd.sock",
        "ecluse.voices.spamassassin, 783",
        "ecluse.demo.smtp-port, 0",
        "ecluse.demo.smtp-port, ten",
        "ecluse.store.min-free, much",
        "ecluse.store.min-free, 99999999999T",
        "ecluse.store.kind, TAPE",
        "ecluse.scan.total-time, 10",
        "ecluse.scan.total-time, 1h",
        "ecluse.service.public-url, ftp://example.org",
        "ecluse.service.public-url, 'https://exa mple'",
        "ecluse.service.domain, -bad-.example",
        "ecluse.service.postmaster, nobody",
        "ecluse.delivery.max-retry, 0s",
        "ecluse.demo, maybe",
        "ecluse.smtp.trusted-networks, 10.0.0.0/33",
        "ecluse.rates.address-messages-per-minute, -1",
        "ecluse.rates.network-connections, many",
        "ecluse.reputation.half-life, 0s",
        "ecluse.reputation.half-life, 8d",
        "ecluse.reputation.list-at, 9",
        "ecluse.reputation.refuse-at, 99",
        "ecluse.reputation.refusal, LATER",
        "ecluse.reputation.exempt-for, 400d",
    })
    void wrongValueNamesItsKey(String key, String value) {
        Map<String, String> values = demo();
        values.put(key, value);
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(key + " ");
    }

    @Test
    void passwordIsNeverPrinted() {
        Map<String, String> values = demo();
        values.put("ecluse.admin.password", "correct horse");
        assertThat(read(values).toString()).doesNotContain("correct horse");
    }
}
