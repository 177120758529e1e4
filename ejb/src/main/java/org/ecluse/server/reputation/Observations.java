package org.ecluse.server.reputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.ecluse.filter.reputation.Evidence;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.settings.ServerSettings;

/**
 * Takes note of what sessions see, and nothing more: a session never waits for it. What does not fit until the next look is dropped
 * and counted.
 */
@ApplicationScoped
public class Observations {
    static final int MOST = 50_000;

    @Inject
    private ServerSettings settings;

    private final BlockingQueue<Seeing> noted = new ArrayBlockingQueue<>(MOST);
    private final AtomicLong dropped = new AtomicLong();

    /** @param source as {@link Evidence} takes it */
    record Seeing(InetAddress client, Observation what, long source) {}

    /** Something that a customer's recipients or mail showed. */
    public void see(InetAddress client, Observation what, long customerId) {
        note(client, what, customerId);
    }

    /** Something that the session itself showed. */
    public void see(InetAddress client, Observation what) {
        note(client, what, Evidence.PROTOCOL);
    }

    private void note(InetAddress client, Observation what, long source) {
        if (settings.reputation().enabled()
                && !settings.smtp().trusts(client)
                && !noted.offer(new Seeing(client, what, source))) {
            dropped.incrementAndGet();
        }
    }

    /** Everything noted since the last call. */
    List<Seeing> take() {
        List<Seeing> taken = new ArrayList<>();
        noted.drainTo(taken);
        return taken;
    }

    /** How many were dropped since the start. */
    public long dropped() {
        return dropped.get();
    }
}
