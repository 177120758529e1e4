package org.ecluse.server.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;

/** One server whose SERVFAIL, REFUSED, NOTIMP or FORMERR makes the next server be asked, as a system's own resolver does. */
final class NextOnFailureResolver implements Resolver {
    private final SimpleResolver server;
    private final Duration timeout;

    /** @param timeout of one query; what an {@code ExtendedResolver} sets in its place is not taken */
    NextOnFailureResolver(SimpleResolver server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        server.setTimeout(timeout);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return server.sendAsync(query).thenCompose(NextOnFailureResolver::usable);
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        return server.sendAsync(query, executor).thenCompose(NextOnFailureResolver::usable);
    }

    /** The server is there and does not know: no sign of a dead resolver. */
    static final class UnhelpfulAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        UnhelpfulAnswerException(int code) {
            super("server answers " + Rcode.string(code));
        }
    }

    private static CompletionStage<Message> usable(Message answer) {
        return switch (answer.getRcode()) {
            case Rcode.SERVFAIL, Rcode.REFUSED, Rcode.NOTIMP, Rcode.FORMERR ->
                CompletableFuture.failedFuture(new UnhelpfulAnswerException(answer.getRcode()));
            default -> CompletableFuture.completedFuture(answer);
        };
    }

    @Override
    public Duration getTimeout() {
        return timeout;
    }

    @Override
    public void setTimeout(Duration other) {
        // ExtendedResolver sets its own default when it takes a resolver in.
        server.setTimeout(timeout);
    }

    @Override
    public void setPort(int port) {
        server.setPort(port);
    }

    @Override
    public void setTCP(boolean flag) {
        server.setTCP(flag);
    }

    @Override
    public void setIgnoreTruncation(boolean flag) {
        server.setIgnoreTruncation(flag);
    }

    @Override
    public void setEDNS(int version, int payloadSize, int flags, List<EDNSOption> options) {
        server.setEDNS(version, payloadSize, flags, options);
    }

    @Override
    public void setTSIGKey(TSIG key) {
        server.setTSIGKey(key);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
