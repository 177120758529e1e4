package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.ecluse.smtp.session.SessionLimits;
import org.ecluse.smtp.session.SmtpSettings;
import org.ecluse.smtp.session.SpoolSettings;
import org.ecluse.smtp.session.TlsKeystore;

/**
 * The activation properties of one port. All are texts, so that {@code @ActivationConfigProperty} may hold
 * expressions and a wrong value is reported with its key by {@link #validate()}, not as a bare number format error.
 */
public final class SmtpActivationSpec implements ActivationSpec {

    private static final Set<String> ROLES = Set.of("mx", "relay", "submission");
    private static final String MADE_PASSWORD = "self-signed";
    private static final Set<String> KEYSTORES = Set.of("PKCS12", "JKS");

    private ResourceAdapter resourceAdapter;
    private String port = "2525";
    private String bindAddress = "0.0.0.0";
    private String role = "mx";
    private String hostName = "localhost";
    private String productName = "Ecluse";
    private String maxSessions = "1000";
    private String maxSizeBytes = "52428800";
    private String maxRecipients = "1000";
    private String maxBadCommands = "10";
    private String idleTimeoutSeconds = "300";
    private String sessionDeadlineSeconds = "3600";
    private String dataMinBytesPerSecond = "256";
    private String greetingPauseMillis = "0";
    private String memorySpoolBytes = "131072";
    private String memoryBudgetBytes = "67108864";
    private String spoolDirectory = "";
    private String minFreeBytes = "0";
    private String tlsKeystorePath = "";
    private String tlsKeystorePassword = "";
    private String tlsKeystoreType = "PKCS12";
    private String tlsSelfSigned = "false";
    private String requireTls = "false";
    private String smtpUtf8 = "true";

    /** Throws naming every wrong key. */
    @Override
    public void validate() throws InvalidPropertyException {
        SpecReader reader = new SpecReader();
        read(reader);
        if (reader.wrong().isEmpty()) return;
        throw new InvalidPropertyException("SMTP listener: " + String.join("; ", reader.wrong()));
    }

    /** Throws like {@link #validate()}. */
    SmtpSettings toSettings() throws ResourceException {
        validate();
        return read(new SpecReader()).orElseThrow(() -> new ResourceException("not validated"));
    }

    private Optional<SmtpSettings> read(SpecReader reader) {
        InetAddress address = address(reader);
        int portNumber = reader.integer("port", port, 0, 65_535);
        String roleName = reader.oneOf("role", role, ROLES);
        String host = reader.hostName("hostName", hostName);
        String product = reader.line("productName", productName);
        boolean utf8 = reader.flag("smtpUtf8", smtpUtf8);
        boolean tlsOnly = reader.flag("requireTls", requireTls);
        Duration pause = Duration.ofMillis(reader.number("greetingPauseMillis", greetingPauseMillis, 0, 60_000));
        Optional<TlsKeystore> tls = tls(reader);
        if (tlsOnly && tls.isEmpty()) reader.wrong("requireTls", "needs tlsKeystorePath");
        SessionLimits limits = limits(reader);
        SpoolSettings spool = spool(reader);
        if (!reader.wrong().isEmpty()) return Optional.empty();
        return Optional.of(new SmtpSettings(
                address, portNumber, roleName, host, product, utf8, tlsOnly, pause, tls, limits, spool));
    }

    private InetAddress address(SpecReader reader) {
        try {
            return InetAddress.getByName(bindAddress.strip());
        } catch (UnknownHostException e) {
            reader.wrong("bindAddress", "'" + bindAddress + "' is no address of this machine");
            return InetAddress.getLoopbackAddress();
        }
    }

    private SessionLimits limits(SpecReader reader) {
        return new SessionLimits(
                reader.integer("maxSessions", maxSessions, 1, 100_000),
                reader.bytes("maxSizeBytes", maxSizeBytes, 65_536, Integer.MAX_VALUE),
                reader.integer("maxRecipients", maxRecipients, 100, 100_000),
                reader.integer("maxBadCommands", maxBadCommands, 1, 1000),
                seconds(reader, "idleTimeoutSeconds", idleTimeoutSeconds),
                SessionLimits.BUSY_IDLE_TIMEOUT,
                SessionLimits.BUSY_MAX_PER_ADDRESS,
                SessionLimits.BUSY_MAX_PER_NETWORK,
                seconds(reader, "sessionDeadlineSeconds", sessionDeadlineSeconds),
                reader.number("dataMinBytesPerSecond", dataMinBytesPerSecond, 0, 1_000_000),
                SessionLimits.DATA_RATE_GRACE);
    }

    private SpoolSettings spool(SpecReader reader) {
        return new SpoolSettings(
                directory(reader),
                reader.integer("memorySpoolBytes", memorySpoolBytes, 0, 64 * 1024 * 1024),
                reader.number("memoryBudgetBytes", memoryBudgetBytes, 0, Long.MAX_VALUE),
                reader.bytes("minFreeBytes", minFreeBytes, 0, Long.MAX_VALUE));
    }

    private Path directory(SpecReader reader) {
        if (spoolDirectory.isBlank()) {
            String temporary = System.getProperty("jboss.server.temp.dir", System.getProperty("java.io.tmpdir"));
            return Path.of(temporary, "ecluse-smtp");
        }
        try {
            return Path.of(spoolDirectory.strip());
        } catch (InvalidPathException e) {
            reader.wrong("spoolDirectory", "'" + spoolDirectory + "' is no path");
            return Path.of("");
        }
    }

    private Optional<TlsKeystore> tls(SpecReader reader) {
        if (tlsKeystorePath.isBlank()) return Optional.empty();
        String type = reader.oneOf("tlsKeystoreType", tlsKeystoreType, KEYSTORES);
        boolean mayMake = reader.flag("tlsSelfSigned", tlsSelfSigned);
        Path path = Path.of(tlsKeystorePath.strip());
        boolean missing = !path.toFile().exists();
        if (missing ? !mayMake : !path.toFile().canRead()) {
            reader.wrong("tlsKeystorePath", "'" + path + "' cannot be read");
        }
        // The file's mode protects a keystore that we made ourselves; its password only has to exist.
        String password = mayMake && tlsKeystorePassword.isEmpty() ? MADE_PASSWORD : tlsKeystorePassword;
        return Optional.of(new TlsKeystore(path, password, type, mayMake));
    }

    private static Duration seconds(SpecReader reader, String key, String value) {
        return Duration.ofSeconds(reader.number(key, value, 1, 86_400));
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) {
        resourceAdapter = adapter;
    }

    public String getPort() {
        return port;
    }

    /** TCP port; 0 lets the system choose. */
    public void setPort(String port) {
        this.port = port;
    }

    public String getBindAddress() {
        return bindAddress;
    }

    /** Address to listen on; 0.0.0.0 is all. */
    public void setBindAddress(String bindAddress) {
        this.bindAddress = bindAddress;
    }

    public String getRole() {
        return role;
    }

    /** {@code mx}, {@code relay} or {@code submission}. */
    public void setRole(String role) {
        this.role = role;
    }

    public String getHostName() {
        return hostName;
    }

    /** Named in banner and EHLO reply (R1.3). */
    public void setHostName(String hostName) {
        this.hostName = hostName;
    }

    public String getProductName() {
        return productName;
    }

    /** Ends the banner (R1.3). */
    public void setProductName(String productName) {
        this.productName = productName;
    }

    public String getMaxSessions() {
        return maxSessions;
    }

    /** Sessions at once; keep it below the long-running threads of the work manager. */
    public void setMaxSessions(String maxSessions) {
        this.maxSessions = maxSessions;
    }

    public String getMaxSizeBytes() {
        return maxSizeBytes;
    }

    /** Largest message on the wire, such as {@code 50M} (R2.11). */
    public void setMaxSizeBytes(String maxSizeBytes) {
        this.maxSizeBytes = maxSizeBytes;
    }

    public String getMaxRecipients() {
        return maxRecipients;
    }

    /** Accepted recipients of one transaction; more get 452. */
    public void setMaxRecipients(String maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    public String getMaxBadCommands() {
        return maxBadCommands;
    }

    /** Protocol errors of one session before it is closed with 421. */
    public void setMaxBadCommands(String maxBadCommands) {
        this.maxBadCommands = maxBadCommands;
    }

    public String getIdleTimeoutSeconds() {
        return idleTimeoutSeconds;
    }

    /** Longest silence of a client. */
    public void setIdleTimeoutSeconds(String idleTimeoutSeconds) {
        this.idleTimeoutSeconds = idleTimeoutSeconds;
    }

    public String getSessionDeadlineSeconds() {
        return sessionDeadlineSeconds;
    }

    /** Longest life of a session. */
    public void setSessionDeadlineSeconds(String sessionDeadlineSeconds) {
        this.sessionDeadlineSeconds = sessionDeadlineSeconds;
    }

    public String getDataMinBytesPerSecond() {
        return dataMinBytesPerSecond;
    }

    /** Slowest average of a body after its first half minute. */
    public void setDataMinBytesPerSecond(String dataMinBytesPerSecond) {
        this.dataMinBytesPerSecond = dataMinBytesPerSecond;
    }

    public String getGreetingPauseMillis() {
        return greetingPauseMillis;
    }

    /** How long to listen for early talkers before the banner; 0 only looks. */
    public void setGreetingPauseMillis(String greetingPauseMillis) {
        this.greetingPauseMillis = greetingPauseMillis;
    }

    public String getMemorySpoolBytes() {
        return memorySpoolBytes;
    }

    /** Largest body kept in memory. */
    public void setMemorySpoolBytes(String memorySpoolBytes) {
        this.memorySpoolBytes = memorySpoolBytes;
    }

    public String getMemoryBudgetBytes() {
        return memoryBudgetBytes;
    }

    /** Memory of all bodies together; above it they go to files. */
    public void setMemoryBudgetBytes(String memoryBudgetBytes) {
        this.memoryBudgetBytes = memoryBudgetBytes;
    }

    public String getSpoolDirectory() {
        return spoolDirectory;
    }

    /** For temporary bodies; empty is a directory below the server's temporary one. */
    public void setSpoolDirectory(String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
    }

    public String getMinFreeBytes() {
        return minFreeBytes;
    }

    /** Free space of that file system below which mail is deferred, such as {@code 500M}. */
    public void setMinFreeBytes(String minFreeBytes) {
        this.minFreeBytes = minFreeBytes;
    }

    public String getTlsKeystorePath() {
        return tlsKeystorePath;
    }

    /** Key and certificate; empty switches STARTTLS off. Read again when the file changes. */
    public void setTlsKeystorePath(String tlsKeystorePath) {
        this.tlsKeystorePath = tlsKeystorePath;
    }

    public String getTlsKeystorePassword() {
        return tlsKeystorePassword;
    }

    /** Opens the keystore and its key. */
    public void setTlsKeystorePassword(String tlsKeystorePassword) {
        this.tlsKeystorePassword = tlsKeystorePassword;
    }

    public String getTlsKeystoreType() {
        return tlsKeystoreType;
    }

    /** PKCS12 or JKS. */
    public void setTlsKeystoreType(String tlsKeystoreType) {
        this.tlsKeystoreType = tlsKeystoreType;
    }

    public String getTlsSelfSigned() {
        return tlsSelfSigned;
    }

    /** Makes a missing keystore with a self-signed certificate for the host name. */
    public void setTlsSelfSigned(String tlsSelfSigned) {
        this.tlsSelfSigned = tlsSelfSigned;
    }

    public String getRequireTls() {
        return requireTls;
    }

    /** Refuses mail in clear with 530; only for submission. */
    public void setRequireTls(String requireTls) {
        this.requireTls = requireTls;
    }

    public String getSmtpUtf8() {
        return smtpUtf8;
    }

    /** Whether SMTPUTF8 is announced. */
    public void setSmtpUtf8(String smtpUtf8) {
        this.smtpUtf8 = smtpUtf8;
    }
}
