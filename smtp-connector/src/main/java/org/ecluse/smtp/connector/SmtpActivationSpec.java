package org.ecluse.smtp.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The activation properties of one bean's listeners. All are texts, so that {@code @ActivationConfigProperty} may hold
 * expressions and a wrong value is reported with its key by {@link #validate()}, not as a bare number format error.
 */
public final class SmtpActivationSpec implements ActivationSpec {

    private final ListenerValues values = new ListenerValues();
    private ResourceAdapter resourceAdapter;
    private String listeners = "";

    /** Throws naming every wrong key. */
    @Override
    public void validate() throws InvalidPropertyException {
        List<String> wrong = new ArrayList<>();
        read(wrong);
        if (wrong.isEmpty()) return;
        throw new InvalidPropertyException("SMTP listener: " + String.join("; ", wrong));
    }

    /** All listeners, the one of these properties first. Throws like {@link #validate()}. */
    List<ListenerSettings> toSettings() throws ResourceException {
        validate();
        return read(new ArrayList<>());
    }

    private List<ListenerSettings> read(List<String> wrong) {
        List<ListenerSettings> all = new ArrayList<>();
        SpecReader reader = new SpecReader("");
        List<ListenerValues> further = values.further(listeners, reader);
        read(values, reader).ifPresent(all::add);
        wrong.addAll(reader.wrong());
        for (ListenerValues each : further) {
            SpecReader own = new SpecReader("listener on port " + each.get("port") + ": ");
            read(each, own).ifPresent(all::add);
            if (wrong.isEmpty()) wrong.addAll(own.wrong()); // what is inherited is reported once
        }
        refuseDoubles(all, wrong);
        return all;
    }

    private static void refuseDoubles(List<ListenerSettings> all, List<String> wrong) {
        Set<InetSocketAddress> sockets = new HashSet<>();
        for (ListenerSettings each : all) {
            InetSocketAddress socket =
                    new InetSocketAddress(each.smtp().bindAddress(), each.smtp().port());
            if (socket.getPort() != 0 && !sockets.add(socket)) {
                wrong.add("listeners: port " + socket.getPort() + " is used twice");
            }
        }
    }

    private static Optional<ListenerSettings> read(ListenerValues values, SpecReader reader) {
        return ListenerSettings.read(values, reader);
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
        return values.get("port");
    }

    /** TCP port; 0 lets the system choose. */
    public void setPort(String port) {
        values.set("port", port);
    }

    public String getBindAddress() {
        return values.get("bindAddress");
    }

    /** Address to listen on; 0.0.0.0 is all. */
    public void setBindAddress(String bindAddress) {
        values.set("bindAddress", bindAddress);
    }

    public String getRole() {
        return values.get("role");
    }

    /** {@code mx}, {@code relay} or {@code submission}. */
    public void setRole(String role) {
        values.set("role", role);
    }

    public String getHostName() {
        return values.get("hostName");
    }

    /** Named in banner and EHLO reply (R1.3). */
    public void setHostName(String hostName) {
        values.set("hostName", hostName);
    }

    public String getProductName() {
        return values.get("productName");
    }

    /** Ends the banner (R1.3). */
    public void setProductName(String productName) {
        values.set("productName", productName);
    }

    public String getMaxSessions() {
        return values.get("maxSessions");
    }

    /** Sessions at once; over all listeners keep it below the long-running threads of the work manager. */
    public void setMaxSessions(String maxSessions) {
        values.set("maxSessions", maxSessions);
    }

    public String getMaxSize() {
        return values.get("maxSize");
    }

    /** Largest message on the wire, such as {@code 50M} (R2.11). */
    public void setMaxSize(String maxSize) {
        values.set("maxSize", maxSize);
    }

    public String getMaxHeaderSize() {
        return values.get("maxHeaderSize");
    }

    /** Largest header block of a message, such as {@code 1M}; a larger one is refused with 552. */
    public void setMaxHeaderSize(String maxHeaderSize) {
        values.set("maxHeaderSize", maxHeaderSize);
    }

    public String getMaxRecipients() {
        return values.get("maxRecipients");
    }

    /** Accepted recipients of one transaction; more get 452. */
    public void setMaxRecipients(String maxRecipients) {
        values.set("maxRecipients", maxRecipients);
    }

    public String getMaxBadCommands() {
        return values.get("maxBadCommands");
    }

    /** Protocol errors of one session before it is closed with 421. */
    public void setMaxBadCommands(String maxBadCommands) {
        values.set("maxBadCommands", maxBadCommands);
    }

    public String getMaxFaultySessions() {
        return values.get("maxFaultySessions");
    }

    /** Sessions of one address in a row that may end in errors before it is refused at the door for a minute; 0: nothing is remembered. */
    public void setMaxFaultySessions(String maxFaultySessions) {
        values.set("maxFaultySessions", maxFaultySessions);
    }

    public String getIdleTimeout() {
        return values.get("idleTimeout");
    }

    /** Longest silence of a client, such as {@code 5m}. */
    public void setIdleTimeout(String idleTimeout) {
        values.set("idleTimeout", idleTimeout);
    }

    public String getSessionDeadline() {
        return values.get("sessionDeadline");
    }

    /** Longest life of a session, such as {@code 1h}. */
    public void setSessionDeadline(String sessionDeadline) {
        values.set("sessionDeadline", sessionDeadline);
    }

    public String getCommandTime() {
        return values.get("commandTime");
    }

    /** A command line once begun, a TLS handshake or a PROXY header must be whole after it. */
    public void setCommandTime(String commandTime) {
        values.set("commandTime", commandTime);
    }

    public String getMinBytesPerSecond() {
        return values.get("minBytesPerSecond");
    }

    /** Slowest rate of a body, taken over every half minute. */
    public void setMinBytesPerSecond(String minBytesPerSecond) {
        values.set("minBytesPerSecond", minBytesPerSecond);
    }

    public String getGreetingPause() {
        return values.get("greetingPause");
    }

    /** How long to listen for early talkers before the banner; 0s only looks. */
    public void setGreetingPause(String greetingPause) {
        values.set("greetingPause", greetingPause);
    }

    public String getMemorySpool() {
        return values.get("memorySpool");
    }

    /** Largest body kept in memory, such as {@code 128K}. */
    public void setMemorySpool(String memorySpool) {
        values.set("memorySpool", memorySpool);
    }

    public String getMemoryBudget() {
        return values.get("memoryBudget");
    }

    /** Memory of all bodies together; above it they go to files. */
    public void setMemoryBudget(String memoryBudget) {
        values.set("memoryBudget", memoryBudget);
    }

    public String getSpoolDirectory() {
        return values.get("spoolDirectory");
    }

    /** For temporary bodies; empty is a directory below the server's temporary one. */
    public void setSpoolDirectory(String spoolDirectory) {
        values.set("spoolDirectory", spoolDirectory);
    }

    public String getMinFree() {
        return values.get("minFree");
    }

    /** Free space of that file system below which mail is deferred, such as {@code 500M}. */
    public void setMinFree(String minFree) {
        values.set("minFree", minFree);
    }

    public String getKeystore() {
        return values.get("keystore");
    }

    /** Key and certificate; empty switches TLS off. Read again when the file changes. */
    public void setKeystore(String keystore) {
        values.set("keystore", keystore);
    }

    public String getKeystorePassword() {
        return values.get("keystorePassword");
    }

    /** Opens the keystore and its key. */
    public void setKeystorePassword(String keystorePassword) {
        values.set("keystorePassword", keystorePassword);
    }

    public String getKeystoreType() {
        return values.get("keystoreType");
    }

    /** PKCS12 or JKS. */
    public void setKeystoreType(String keystoreType) {
        values.set("keystoreType", keystoreType);
    }

    public String getSelfSigned() {
        return values.get("selfSigned");
    }

    /** Makes a missing keystore with a self-signed certificate for the host name. */
    public void setSelfSigned(String selfSigned) {
        values.set("selfSigned", selfSigned);
    }

    public String getRequireTls() {
        return values.get("requireTls");
    }

    /** Refuses mail in clear with 530 (RFC 3207 section 4); a public MX must not. */
    public void setRequireTls(String requireTls) {
        values.set("requireTls", requireTls);
    }

    public String getImplicitTls() {
        return values.get("implicitTls");
    }

    /** TLS from the first octet, without STARTTLS (RFC 8314 section 3.3). */
    public void setImplicitTls(String implicitTls) {
        values.set("implicitTls", implicitTls);
    }

    public String getSmtpUtf8() {
        return values.get("smtpUtf8");
    }

    /** Whether SMTPUTF8 is announced. */
    public void setSmtpUtf8(String smtpUtf8) {
        values.set("smtpUtf8", smtpUtf8);
    }

    public String getProxyNetworks() {
        return values.get("proxyNetworks");
    }

    /** Networks whose connections must begin with a PROXY protocol header, versions 1 or 2. */
    public void setProxyNetworks(String proxyNetworks) {
        values.set("proxyNetworks", proxyNetworks);
    }

    public String getXclientNetworks() {
        return values.get("xclientNetworks");
    }

    /** Networks whose clients may say XCLIENT. */
    public void setXclientNetworks(String xclientNetworks) {
        values.set("xclientNetworks", xclientNetworks);
    }

    public String getThreads() {
        return values.get("threads");
    }

    /** {@code container} for the work manager's threads, {@code virtual} for virtual ones (Java 21 and later). */
    public void setThreads(String threads) {
        values.set("threads", threads);
    }

    public String getListeners() {
        return listeners;
    }

    /**
     * Further listeners: {@code port=2526 require-tls=true; port=2465 implicit-tls=true}; what one does not say is
     * as here.
     */
    public void setListeners(String listeners) {
        this.listeners = listeners;
    }
}
