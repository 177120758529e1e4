package org.ecluse.server.scanning;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ecluse.settings.ServerSettings;

/** Runs the looking at messages on a bounded pool, with a bounded wait for a thread and a bounded time (decisions: Threads). */
@ApplicationScoped
public class ScanExecutor {
    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-scan")
    private ManagedExecutorService executor;

    @Inject
    private ServerSettings settings;

    /**
     * Runs {@code work} and waits for it.
     *
     * @param beforeStart runs in the scan thread while the caller still waits: the place to take hold of what the work reads
     * @throws BusyException no thread became free in time, or the queue is full: nothing ran and nothing will
     * @throws TimeoutException the work took too long; it was interrupted and may still be running
     * @throws ExecutionException the work failed
     */
    public <T> T run(Runnable beforeStart, Callable<T> work)
            throws BusyException, TimeoutException, ExecutionException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Future<T> future;
        try {
            future = executor.submit(() -> {
                beforeStart.run();
                started.countDown();
                return work.call();
            });
        } catch (RejectedExecutionException e) {
            throw new BusyException(e);
        }
        if (!started.await(settings.scan().threadWait().toMillis(), TimeUnit.MILLISECONDS)
                && future.cancel(true)
                && started.getCount() > 0) {
            throw new BusyException(null);
        }
        try {
            return future.get(settings.scan().totalTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw e;
        }
    }

    /** Too much to look at; the client hears 451 4.3.2. */
    public static final class BusyException extends Exception {
        private static final long serialVersionUID = 1L;

        BusyException(Throwable cause) {
            super("no scan thread became free", cause);
        }
    }
}
