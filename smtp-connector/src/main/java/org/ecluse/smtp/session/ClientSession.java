package org.ecluse.smtp.session;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.ecluse.smtp.listener.SmtpSession;

/** The facts of one session as the listener sees them. Used by the session's thread only. */
final class ClientSession implements SmtpSession {

    private final String id;
    private final InetSocketAddress client;
    private final InetSocketAddress local;
    private final String role;
    private final Instant startedAt = Instant.now();
    private final Set<ProtocolFault> faults = EnumSet.noneOf(ProtocolFault.class);
    private final List<String> faultNames = new ArrayList<>();
    private final Map<Class<?>, Object> states = new HashMap<>();
    private String helo = "";
    private boolean esmtp;
    private Optional<SSLSession> tls = Optional.empty();
    private Optional<String> clientName = Optional.empty();
    private Optional<String> login = Optional.empty();

    ClientSession(String id, InetSocketAddress client, InetSocketAddress local, String role) {
        this.id = id;
        this.client = client;
        this.local = local;
        this.role = role;
    }

    /** HELO or EHLO was accepted. */
    void greeted(String argument, boolean extended) {
        helo = argument;
        esmtp = extended;
    }

    boolean isGreeted() {
        return !helo.isEmpty();
    }

    /** Everything the client said in clear is forgotten (RFC 3207 section 4.2); the listener's state is its own. */
    void encrypted(SSLSession established) {
        helo = "";
        esmtp = false;
        tls = Optional.of(established);
    }

    /** What a trusted peer says of the client (XCLIENT). */
    void describedBy(Optional<String> name, Optional<String> loginName) {
        clientName = name;
        login = loginName;
    }

    Optional<SSLSession> tlsSession() {
        return tls;
    }

    Set<ProtocolFault> faults() {
        return Collections.unmodifiableSet(faults);
    }

    void fault(ProtocolFault fault) {
        if (faults.add(fault)) faultNames.add(fault.name());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public String role() {
        return role;
    }

    @Override
    public String helo() {
        return helo;
    }

    @Override
    public boolean esmtp() {
        return esmtp;
    }

    @Override
    public boolean tls() {
        return tls.isPresent();
    }

    @Override
    public Optional<String> tlsProtocol() {
        return tls.map(SSLSession::getProtocol);
    }

    @Override
    public Optional<String> tlsCipher() {
        return tls.map(SSLSession::getCipherSuite);
    }

    @Override
    public Optional<String> clientName() {
        return clientName;
    }

    @Override
    public Optional<String> login() {
        return login;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public List<String> protocolFaults() {
        return List.copyOf(faultNames);
    }

    @Override
    public boolean earlyTalker() {
        return faults.contains(ProtocolFault.EARLY_TALKER);
    }

    @Override
    public <T> Optional<T> state(Class<T> type) {
        return Optional.ofNullable(type.cast(states.get(type)));
    }

    @Override
    public void state(Object value) {
        states.put(value.getClass(), value);
    }
}
