package org.ecluse.smtp.session;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are turned away, but not at once: whoever knocks again as soon as it is refused then knocks seldom, and
 * those who are in keep the processor. A waiting connection costs a socket and no thread; their number is bounded.
 */
final class LateRefusals implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LateRefusals.class.getName());
    private static final int MOST_WAITING = 1_000;

    private final Duration delay;
    private final BlockingQueue<Refused> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread teller;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Refused(Socket client, byte[] line, long dueNanos) {}

    /** @param delay zero: every refusal is immediate */
    LateRefusals(String name, Duration delay) {
        this.delay = delay;
        teller = new Thread(this::tellAll, name);
        teller.setDaemon(true);
        teller.start();
    }

    /** The client hears the reply after the delay, or now if it need not wait or too many wait already. */
    void refuse(Socket client, DoorRefusal why) {
        if (!why.late()
                || delay.isZero()
                || !waiting.offer(new Refused(client, why.line(), System.nanoTime() + delay.toNanos()))) {
            tell(client, why.line());
        }
    }

    /** Says why and closes; never waits for the client, whose send buffer is empty. */
    private static void tell(Socket client, byte[] line) {
        try (Socket closing = client) {
            closing.getOutputStream().write(line);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "client did not wait for the refusal", e);
        }
    }

    /** Whoever still waits hears its refusal now. */
    @Override
    public void close() {
        teller.interrupt();
        for (Refused each = waiting.poll(); each != null; each = waiting.poll()) tell(each.client(), each.line());
    }

    private void tellAll() {
        try {
            while (true) {
                Refused next = waiting.take();
                // All wait equally long, so the first is always the next.
                try {
                    TimeUnit.NANOSECONDS.sleep(next.dueNanos() - System.nanoTime());
                } finally {
                    tell(next.client(), next.line());
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.TRACE, "the listener is closed", e);
        }
    }
}
