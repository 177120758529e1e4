package org.ecluse.smtp.session;

import java.io.IOException;
import java.util.Optional;

/** What all sessions of one listener share. */
final class Server {

    private final SmtpSettings settings;
    private final SmtpCommands commands = new SmtpCommands();
    private final Counters counters = new Counters();
    private final SessionGuard guard;
    private final DoorMemory doorMemory;
    private final SpoolDirectory spool;
    private final Optional<TlsUpgrade> tls;
    private final EhloReply ehlo;
    private volatile boolean stopping;

    /** Throws naming the keystore or directory that cannot be used. */
    Server(SmtpSettings settings) throws IOException {
        this.settings = settings;
        guard = new SessionGuard(settings.limits());
        doorMemory = new DoorMemory(settings.limits().maxFaultySessions());
        spool = new SpoolDirectory(settings.spool());
        tls = settings.tls().isPresent()
                ? Optional.of(new TlsUpgrade(settings.tls().get().keystore(), settings.hostName()))
                : Optional.empty();
        ehlo = new EhloReply(settings, tls.isPresent());
    }

    SmtpSettings settings() {
        return settings;
    }

    SmtpCommands commands() {
        return commands;
    }

    Counters counters() {
        return counters;
    }

    SessionGuard guard() {
        return guard;
    }

    DoorMemory doorMemory() {
        return doorMemory;
    }

    SpoolDirectory spool() {
        return spool;
    }

    Optional<TlsUpgrade> tls() {
        return tls;
    }

    EhloReply ehlo() {
        return ehlo;
    }

    /** No new transactions from now on. */
    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }
}
