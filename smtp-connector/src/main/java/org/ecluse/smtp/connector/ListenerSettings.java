package org.ecluse.smtp.connector;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.ecluse.smtp.session.Networks;
import org.ecluse.smtp.session.PeerNetworks;
import org.ecluse.smtp.session.SessionLimits;
import org.ecluse.smtp.session.SmtpSettings;
import org.ecluse.smtp.session.SpoolSettings;
import org.ecluse.smtp.session.TlsKeystore;
import org.ecluse.smtp.session.TlsSettings;

/**
 * One listener's settings, read and checked.
 *
 * @param virtualThreads sessions run on virtual threads instead of the container's
 */
record ListenerSettings(SmtpSettings smtp, boolean virtualThreads) {

    private static final Set<String> ROLES = Set.of("mx", "relay", "submission");
    private static final Set<String> KEYSTORES = Set.of("PKCS12", "JKS");
    private static final Set<String> THREADS = Set.of("container", "virtual");
    private static final String MADE_PASSWORD = "self-signed";
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Empty when something is wrong; {@code reader} knows what. */
    static Optional<ListenerSettings> read(ListenerValues values, SpecReader reader) {
        InetAddress address = address(values, reader);
        int port = reader.integer("port", values.get("port"), 0, 65_535);
        String role = reader.oneOf("role", values.get("role"), ROLES);
        String host = reader.hostName("hostName", values.get("hostName"));
        String product = reader.line("productName", values.get("productName"));
        boolean utf8 = reader.flag("smtpUtf8", values.get("smtpUtf8"));
        Duration pause = reader.duration("greetingPause", values.get("greetingPause"), Duration.ZERO, LONGEST_PAUSE);
        Optional<TlsSettings> tls = tls(values, reader);
        PeerNetworks peers = new PeerNetworks(
                networks("proxyNetworks", values, reader), networks("xclientNetworks", values, reader));
        SessionLimits limits = limits(values, reader);
        SpoolSettings spool = spool(values, reader);
        boolean virtual = virtualThreads(values, reader);
        if (!reader.wrong().isEmpty()) return Optional.empty();
        SmtpSettings smtp =
                new SmtpSettings(address, port, role, host, product, utf8, pause, tls, peers, limits, spool);
        return Optional.of(new ListenerSettings(smtp, virtual));
    }

    private static InetAddress address(ListenerValues values, SpecReader reader) {
        String text = values.get("bindAddress");
        try {
            return InetAddress.getByName(text.strip());
        } catch (UnknownHostException e) {
            reader.wrong("bindAddress", "'" + text + "' is no address of this machine");
            return InetAddress.getLoopbackAddress();
        }
    }

    private static Networks networks(String key, ListenerValues values, SpecReader reader) {
        Optional<Networks> networks = Networks.parse(values.get(key));
        if (networks.isEmpty()) reader.wrong(key, "'" + values.get(key) + "' is no list of networks");
        return networks.orElse(Networks.NONE);
    }

    private static SessionLimits limits(ListenerValues values, SpecReader reader) {
        int sessions = reader.integer("maxSessions", values.get("maxSessions"), 1, 100_000);
        // A small listener would be full before one network reached the limits that are meant for 1,000 sessions.
        int perNetwork = Math.max(1, Math.min(SessionLimits.BUSY_MAX_PER_NETWORK, sessions / 10));
        return new SessionLimits(
                sessions,
                reader.bytes("maxSize", values.get("maxSize"), 65_536, Integer.MAX_VALUE),
                reader.bytes("maxHeaderSize", values.get("maxHeaderSize"), 65_536, Integer.MAX_VALUE),
                reader.integer("maxRecipients", values.get("maxRecipients"), 100, 100_000),
                reader.integer("maxBadCommands", values.get("maxBadCommands"), 1, 1000),
                reader.duration("idleTimeout", values.get("idleTimeout"), SECOND, DAY),
                SessionLimits.BUSY_IDLE_TIMEOUT,
                Math.min(SessionLimits.BUSY_MAX_PER_ADDRESS, perNetwork),
                perNetwork,
                reader.duration("sessionDeadline", values.get("sessionDeadline"), SECOND, DAY),
                reader.duration("commandTime", values.get("commandTime"), SECOND, DAY),
                reader.number("minBytesPerSecond", values.get("minBytesPerSecond"), 0, 1_000_000),
                SessionLimits.DATA_RATE_WINDOW,
                reader.integer("maxFaultySessions", values.get("maxFaultySessions"), 0, 100_000),
                SessionLimits.REFUSAL_DELAY);
    }

    private static SpoolSettings spool(ListenerValues values, SpecReader reader) {
        return new SpoolSettings(
                directory(values, reader),
                (int) reader.bytes("memorySpool", values.get("memorySpool"), 0, 64 * 1024 * 1024),
                reader.bytes("memoryBudget", values.get("memoryBudget"), 0, Long.MAX_VALUE),
                reader.bytes("minFree", values.get("minFree"), 0, Long.MAX_VALUE));
    }

    private static Path directory(ListenerValues values, SpecReader reader) {
        String text = values.get("spoolDirectory");
        if (text.isBlank()) {
            String temporary = System.getProperty("jboss.server.temp.dir", System.getProperty("java.io.tmpdir"));
            return Path.of(temporary, "ecluse-smtp");
        }
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException e) {
            reader.wrong("spoolDirectory", "'" + text + "' is no path");
            return Path.of("");
        }
    }

    private static Optional<TlsSettings> tls(ListenerValues values, SpecReader reader) {
        boolean required = reader.flag("requireTls", values.get("requireTls"));
        boolean implicit = reader.flag("implicitTls", values.get("implicitTls"));
        if (values.get("keystore").isBlank()) {
            if (required) reader.wrong("requireTls", "needs a keystore");
            if (implicit) reader.wrong("implicitTls", "needs a keystore");
            return Optional.empty();
        }
        return Optional.of(new TlsSettings(keystore(values, reader), required, implicit));
    }

    private static TlsKeystore keystore(ListenerValues values, SpecReader reader) {
        String type = reader.oneOf("keystoreType", values.get("keystoreType"), KEYSTORES);
        boolean mayMake = reader.flag("selfSigned", values.get("selfSigned"));
        Path path = Path.of(values.get("keystore").strip());
        boolean missing = !path.toFile().exists();
        if (missing ? !mayMake : !path.toFile().canRead()) {
            reader.wrong("keystore", "'" + path + "' cannot be read");
        }
        // The file's mode protects a keystore that we made ourselves; its password only has to exist.
        String password = values.get("keystorePassword");
        return new TlsKeystore(path, mayMake && password.isEmpty() ? MADE_PASSWORD : password, type, mayMake);
    }

    private static boolean virtualThreads(ListenerValues values, SpecReader reader) {
        boolean virtual =
                reader.oneOf("threads", values.get("threads"), THREADS).equals("virtual");
        if (virtual && !VirtualThreads.exist()) reader.wrong("threads", "virtual ones need Java 21 or later");
        return virtual;
    }
}
