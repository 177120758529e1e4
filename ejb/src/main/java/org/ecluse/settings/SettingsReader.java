package org.ecluse.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpNetwork;
import org.ecluse.net.ServiceAddress;
import org.ecluse.rate.RateLimits;
import org.ecluse.rate.RateWindow;

/**
 * Reads {@link ServerSettings} from names and values. A wrong value stops the start with a message that names its key.
 * Durations are written {@code 90s}, {@code 15m}, {@code 4h}, {@code 5d}; sizes {@code 500}, {@code 200K}, {@code 50M}, {@code 2G}.
 */
public final class SettingsReader {
    private static final Pattern LISTENER_PORT = Pattern.compile("(?i)(?<![a-z-])port=([0-9]{1,5})(?![0-9])");

    private static final int NETWORK_FACTOR = 4;
    private static final int MOST_COUNTED = 100_000_000;

    private final Function<String, Optional<String>> values;

    /** @param values the value of a key such as {@code ecluse.store.min-free}, if it is set */
    public SettingsReader(Function<String, Optional<String>> values) {
        this.values = values;
    }

    /** System properties first, then the environment. */
    public static SettingsReader ofProcess() {
        return new SettingsReader(key -> Optional.ofNullable(System.getProperty(key))
                .or(() -> Optional.ofNullable(System.getenv(environmentName(key))))
                .map(String::trim)
                .filter(value -> !value.isEmpty()));
    }

    /** {@code ecluse.store.min-free} is {@code ECLUSE_STORE_MIN_FREE}. */
    static String environmentName(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public ServerSettings read() {
        boolean demo = flag("ecluse.demo", false);
        return new ServerSettings(
                demo,
                number("ecluse.demo.smtp-port", 3025, 1, 65_535),
                path("ecluse.data.dir", Path.of(System.getProperty("jboss.server.data.dir", "data"), "ecluse")),
                service(demo),
                new ServerSettings.Store(
                        choice("ecluse.store.kind", ServerSettings.Store.Kind.FILE),
                        bytes("ecluse.store.min-free", "500M")),
                scan(),
                voices(),
                delivery(),
                new ServerSettings.Smtp(networks("ecluse.smtp.trusted-networks", demo ? "127.0.0.0/8" : "")),
                new ServerSettings.Dns(
                        list("ecluse.dns.servers", ""),
                        duration("ecluse.dns.timeout", "2s", Duration.ofMillis(100), Duration.ofSeconds(20)),
                        duration("ecluse.dns.total-time", "5s", Duration.ofMillis(100), Duration.ofSeconds(30))),
                new ServerSettings.Authentication(
                        flag("ecluse.authentication.enabled", true),
                        duration("ecluse.authentication.time", "10s", Duration.ofSeconds(1), Duration.ofSeconds(30))),
                networks("ecluse.metrics.allowed-networks", "127.0.0.0/8,::1/128"),
                new ServerSettings.Administrator(text("ecluse.admin.password").orElse("")),
                new ServerSettings.Retention(
                        number("ecluse.retention.tracking-days", 365, 30, 3650),
                        number("ecluse.retention.job-days", 30, 1, 365)),
                new ServerSettings.Jobs(flag("ecluse.jobs.own-schedule", true)),
                new ServerSettings.Rates(limits("address", 1), limits("network", NETWORK_FACTOR)),
                reputation(),
                new ServerSettings.Account(
                        duration("ecluse.account.session-life", "90d", Duration.ofMinutes(5), Duration.ofDays(365))),
                dmarcReports());
    }

    private ServerSettings.Scan scan() {
        return new ServerSettings.Scan(
                duration("ecluse.scan.total-time", "60s", Duration.ofSeconds(1), Duration.ofMinutes(5)),
                duration("ecluse.scan.wait", "10s", Duration.ZERO, Duration.ofMinutes(1)),
                Stream.concat(
                                list("ecluse.scan.clamd", "").stream()
                                        .map(address -> EngineEntry.clamd("ecluse.scan.clamd", address)),
                                list("ecluse.scan.engines", "").stream()
                                        .map(entry -> EngineEntry.parse("ecluse.scan.engines", entry)))
                        .toList(),
                networks("ecluse.scan.allowed-networks", "127.0.0.0/8,::1/128"),
                duration("ecluse.scan.signature-age", "3d", Duration.ofMinutes(10), Duration.ofDays(365)),
                Optional.of(text("ecluse.scan.archive-program").orElse("bsdtar"))
                        .filter(program -> !program.equals("none")),
                list("ecluse.scan.hash-list", "").stream().map(Path::of).toList());
    }

    private ServerSettings.Voices voices() {
        Optional<ServiceAddress> rspamd =
                text("ecluse.voices.rspamd").map(address -> EngineEntry.address("ecluse.voices.rspamd", address));
        if (rspamd.filter(ServiceAddress::isUnix).isPresent()) {
            throw new SettingsException("ecluse.voices.rspamd", "must be host:port: rspamd is asked over HTTP");
        }
        return new ServerSettings.Voices(
                rspamd,
                text("ecluse.voices.spamassassin")
                        .map(address -> EngineEntry.address("ecluse.voices.spamassassin", address)),
                duration("ecluse.voices.time", "5s", Duration.ofMillis(100), Duration.ofSeconds(30)),
                bytes("ecluse.voices.max-size", "1M"));
    }

    private ServerSettings.Reputation reputation() {
        int listAt = number("ecluse.reputation.list-at", 100, 10, 100_000);
        return new ServerSettings.Reputation(
                flag("ecluse.reputation.enabled", true),
                duration("ecluse.reputation.half-life", "6h", Duration.ofSeconds(1), Duration.ofDays(7)),
                listAt,
                number("ecluse.reputation.refuse-at", Math.max(200, listAt), listAt, 1_000_000),
                choice("ecluse.reputation.refusal", ServerSettings.Reputation.Refusal.TEMPORARY),
                duration("ecluse.reputation.exempt-for", "7d", Duration.ofSeconds(1), Duration.ofDays(365)));
    }

    /** Generous: far above what one server of honest people sends, far below what it takes to flood. */
    private RateLimits limits(String whose, int factor) {
        return new RateLimits(
                Map.of(
                        RateWindow.MINUTE, rate(whose, "messages-per-minute", 300 * factor),
                        RateWindow.HOUR, rate(whose, "messages-per-hour", 6_000 * factor),
                        RateWindow.DAY, rate(whose, "messages-per-day", 50_000 * factor),
                        RateWindow.MONTH, rate(whose, "messages-per-month", 500_000 * factor)),
                Map.of(
                        RateWindow.MINUTE, rate(whose, "recipients-per-minute", 1_200 * factor),
                        RateWindow.HOUR, rate(whose, "recipients-per-hour", 20_000 * factor),
                        RateWindow.DAY, rate(whose, "recipients-per-day", 150_000 * factor),
                        RateWindow.MONTH, rate(whose, "recipients-per-month", 1_500_000 * factor)),
                rate(whose, "connections", 50 * factor));
    }

    private int rate(String whose, String name, int normal) {
        return number("ecluse.rates." + whose + "-" + name, normal, 0, MOST_COUNTED);
    }

    private ServerSettings.DmarcReports dmarcReports() {
        String fileKey = "ecluse.dmarc-reports.dkim-key";
        String selectorKey = "ecluse.dmarc-reports.dkim-selector";
        Optional<String> selector = text(selectorKey);
        if (selector.isPresent() != text(fileKey).isPresent()) {
            throw new SettingsException(selectorKey, "and " + fileKey + " go together");
        }
        return new ServerSettings.DmarcReports(
                flag("ecluse.dmarc-reports.enabled", false),
                selector.map(name -> new ServerSettings.DmarcReports.DkimKey(
                        new DomainName(domainName(selectorKey, name)), readable(fileKey))));
    }

    private Path readable(String key) {
        Path file = path(key, Path.of(""));
        if (!Files.isReadable(file)) {
            throw new SettingsException(key, "cannot be read: " + file);
        }
        return file;
    }

    private ServerSettings.Service service(boolean demo) {
        String domain = required("ecluse.service.domain", demo, "service.ecluse.test");
        String hostName = required("ecluse.service.hostname", demo, "mx.service.ecluse.test");
        String url = required("ecluse.service.public-url", demo, "https://localhost:8443");
        return new ServerSettings.Service(
                domainName("ecluse.service.domain", domain),
                domainName("ecluse.service.hostname", hostName),
                uri("ecluse.service.public-url", url),
                text("ecluse.service.product-name").orElse("Ecluse"),
                address(
                        "ecluse.service.postmaster",
                        required("ecluse.service.postmaster", demo, "postmaster@demo.ecluse.test")),
                address(
                        "ecluse.service.quarantine-name",
                        text("ecluse.service.quarantine-name").orElse("quarantaine") + "@" + domain));
    }

    private ServerSettings.Delivery delivery() {
        Duration firstRetry = duration("ecluse.delivery.first-retry", "1m", Duration.ofSeconds(1), Duration.ofHours(1));
        return new ServerSettings.Delivery(
                number("ecluse.delivery.workers", 32, 1, 500),
                number("ecluse.delivery.per-next-hop", 20, 1, 200),
                firstRetry,
                duration("ecluse.delivery.max-retry", "2h", firstRetry, Duration.ofDays(1)),
                duration("ecluse.delivery.give-up-after", "5d", Duration.ofSeconds(1), Duration.ofDays(14)),
                duration("ecluse.delivery.delay-notice-after", "4h", Duration.ofSeconds(1), Duration.ofDays(5)),
                duration("ecluse.delivery.claim-lease", "2m", Duration.ofSeconds(10), Duration.ofMinutes(30)),
                networks("ecluse.delivery.allowed-networks", flag("ecluse.demo", false) ? "127.0.0.0/8,::1/128" : ""),
                ownPorts(),
                waits());
    }

    private Set<Integer> ownPorts() {
        Set<Integer> ports = new HashSet<>();
        ports.add(number("ecluse.smtp.port", 2525, 1, 65_535));
        ports.add(number("ecluse.http.port", 8080, 1, 65_535));
        ports.add(number("ecluse.https.port", 8443, 1, 65_535));
        ports.add(number("ecluse.management.port", 9990, 1, 65_535));
        // What else a further listener says is checked by the connector, which opens it.
        LISTENER_PORT
                .matcher(text("ecluse.smtp.listeners").orElse(""))
                .results()
                .forEach(port -> ports.add(Integer.parseInt(port.group(1))));
        return ports;
    }

    private ServerSettings.Delivery.Waits waits() {
        return new ServerSettings.Delivery.Waits(
                wait("ecluse.delivery.connect-timeout", "30s"),
                wait("ecluse.delivery.reply-timeout", "5m"),
                wait("ecluse.delivery.data-start-timeout", "2m"),
                wait("ecluse.delivery.data-block-timeout", "3m"),
                wait("ecluse.delivery.data-end-timeout", "10m"));
    }

    private Duration wait(String key, String normal) {
        return duration(key, normal, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    private Optional<String> text(String key) {
        return values.apply(key);
    }

    private String required(String key, boolean demo, String demoValue) {
        return text(key)
                .or(() -> demo ? Optional.of(demoValue) : Optional.empty())
                .orElseThrow(() -> new SettingsException(key, "is required outside the demonstration"));
    }

    private boolean flag(String key, boolean normal) {
        String value = text(key).orElse(Boolean.toString(normal));
        if (!value.equals("true") && !value.equals("false")) {
            throw new SettingsException(key, "must be true or false, not " + value);
        }
        return value.equals("true");
    }

    private int number(String key, int normal, int least, int most) {
        String value = text(key).orElse(Integer.toString(normal));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new SettingsException(key, "must be a number, not " + value, e);
        }
        throw new SettingsException(key, "must be " + least + " to " + most + ", not " + value);
    }

    private long bytes(String key, String normal) {
        String value = text(key).orElse(normal).toUpperCase(Locale.ROOT);
        int unit = "KMGT".indexOf(value.charAt(value.length() - 1)) + 1;
        try {
            return Math.multiplyExact(
                    Long.parseLong(unit == 0 ? value : value.substring(0, value.length() - 1)), 1L << (10 * unit));
        } catch (NumberFormatException | ArithmeticException e) {
            throw new SettingsException(key, "must be a size such as 500M, not " + value, e);
        }
    }

    private Duration duration(String key, String normal, Duration least, Duration most) {
        String value = text(key).orElse(normal).toUpperCase(Locale.ROOT);
        Duration duration;
        try {
            duration = Duration.parse(value.endsWith("D") ? "P" + value : "PT" + value);
        } catch (DateTimeParseException e) {
            throw new SettingsException(key, "must be a duration such as 90s, 15m, 4h or 5d, not " + value, e);
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new SettingsException(key, "must be between " + least + " and " + most + ", not " + value);
        }
        return duration;
    }

    private List<String> list(String key, String normal) {
        return Arrays.stream(text(key).orElse(normal).split(",", -1))
                .map(String::trim)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private List<IpNetwork> networks(String key, String normal) {
        return list(key, normal).stream()
                .map(network -> IpNetwork.parse(network)
                        .orElseThrow(
                                () -> new SettingsException(key, "must list networks in CIDR form, not " + network)))
                .toList();
    }

    private <E extends Enum<E>> E choice(String key, E normal) {
        String value = text(key).orElse(normal.name()).toUpperCase(Locale.ROOT);
        E[] all = normal.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(each -> each.name().equals(value))
                .findFirst()
                .orElseThrow(
                        () -> new SettingsException(key, "must be one of " + Arrays.toString(all) + ", not " + value));
    }

    private Path path(String key, Path normal) {
        try {
            return text(key).map(Path::of).orElse(normal).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new SettingsException(key, "must be a path", e);
        }
    }

    private static String domainName(String key, String value) {
        return DomainName.parse(value)
                .orElseThrow(() -> new SettingsException(key, "must be a domain name, not " + value))
                .value();
    }

    private static EmailAddress address(String key, String value) {
        return EmailAddress.parse(value)
                .orElseThrow(() -> new SettingsException(key, "must be an address, not " + value));
    }

    private static URI uri(String key, String value) {
        try {
            URI uri = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new SettingsException(key, "must be an http(s) address, not " + value, e);
        }
        throw new SettingsException(key, "must be an http(s) address, not " + value);
    }
}
