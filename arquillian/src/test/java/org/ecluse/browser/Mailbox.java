package org.ecluse.browser;

import java.time.Duration;
import org.ecluse.e2e.Await;
import org.ecluse.e2e.Destination;
import org.ecluse.it.TestServer;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The demonstration customer's mail server, one for all tests: a connection that the service keeps to one that was stopped could
 * still be taken.
 */
final class Mailbox implements AutoCloseable {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Mailbox.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Destination server = new Destination(TestServer.destinationSmtpPort());

    private Mailbox() {}

    static Mailbox of(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Mailbox.class, ignored -> new Mailbox(), Mailbox.class);
    }

    Destination server() {
        return server;
    }

    /** How many of this subject came for this recipient. */
    long count(String recipient, String subject) throws Exception {
        return server.subjects(recipient).stream().filter(subject::equals).count();
    }

    void awaits(String recipient, String subject) throws Exception {
        Await.until(subject + " arrives", LIMIT, () -> count(recipient, subject) > 0);
    }

    @Override
    public void close() {
        server.close();
    }
}
