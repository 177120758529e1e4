package org.ecluse.server.intake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.smtp.listener.SmtpSession;

/** A session as a test wants it. */
final class FakeSession implements SmtpSession {
    private final Map<Class<?>, Object> states = new HashMap<>();
    private final String role;
    private final InetSocketAddress client;

    private final List<String> faults;

    FakeSession(String role, String client, String... faults) {
        this.faults = List.of(faults);
        this.role = role;
        this.client = socket(client, 40_000);
    }

    private static InetSocketAddress socket(String literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    @Override
    public String id() {
        return "1";
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public InetSocketAddress local() {
        return socket("203.0.113.25", 25);
    }

    @Override
    public String role() {
        return role;
    }

    @Override
    public String helo() {
        return "mail.sender.example";
    }

    @Override
    public boolean esmtp() {
        return true;
    }

    @Override
    public boolean tls() {
        return false;
    }

    @Override
    public Optional<String> tlsProtocol() {
        return Optional.empty();
    }

    @Override
    public Optional<String> tlsCipher() {
        return Optional.empty();
    }

    @Override
    public Instant startedAt() {
        return Instant.EPOCH;
    }

    @Override
    public List<String> protocolFaults() {
        return faults;
    }

    @Override
    public boolean earlyTalker() {
        return false;
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
