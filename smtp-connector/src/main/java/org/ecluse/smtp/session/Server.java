package org.ecluse.smtp.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all sessions of one listener share. */
final class Server {

    private final SmtpSettings settings;
    private final SmtpCommands commands = new SmtpCommands();
    private final Counters counters = new Counters();
    private final SessionGuard guard;
    private final SpoolDirectory spool;
    private final Optional<TlsUpgrade> tls;
    private final byte[][] ehloInClear;
    private final byte[][] ehloInTls;
    private volatile boolean stopping;

    /** Throws naming the keystore or directory that cannot be used. */
    Server(SmtpSettings settings) throws IOException {
        this.settings = settings;
        guard = new SessionGuard(settings.limits());
        spool = new SpoolDirectory(settings.spool());
        tls = settings.tls().isPresent()
                ? Optional.of(new TlsUpgrade(settings.tls().get(), settings.hostName()))
                : Optional.empty();
        ehloInClear = ehloReply(settings, tls.isPresent());
        ehloInTls = ehloReply(settings, false);
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

    SpoolDirectory spool() {
        return spool;
    }

    Optional<TlsUpgrade> tls() {
        return tls;
    }

    /** STARTTLS is announced in clear only (RFC 3207 section 4.2). */
    byte[][] ehloReply(boolean encrypted) {
        return encrypted ? ehloInTls : ehloInClear;
    }

    /** No new transactions from now on. */
    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    private static byte[][] ehloReply(SmtpSettings settings, boolean startTls) {
        List<String> words = new ArrayList<>();
        words.add(settings.hostName());
        words.add("SIZE " + settings.limits().maxSizeBytes());
        words.add("8BITMIME");
        words.add("PIPELINING");
        words.add("ENHANCEDSTATUSCODES");
        words.add("DSN");
        if (startTls) words.add("STARTTLS");
        if (settings.smtpUtf8()) words.add("SMTPUTF8");
        byte[][] lines = new byte[words.size()][];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = ProtocolReply.HELLO.wire(words.get(i));
            if (i < lines.length - 1) lines[i][3] = '-'; // RFC 5321 section 4.2.1: more lines follow
        }
        return lines;
    }
}
