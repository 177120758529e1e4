package org.ecluse.smtp.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A work manager with as many threads as needed; it insists on the hint for long-running work. */
final class ThreadWorkManager implements WorkManager, AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    BootstrapContext context() {
        WorkManager self = this;
        return new BootstrapContext() {
            @Override
            public WorkManager getWorkManager() {
                return self;
            }

            @Override
            public XATerminator getXATerminator() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Timer createTimer() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isContextSupported(Class<? extends WorkContext> type) {
                return true;
            }

            @Override
            public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
                throw new UnsupportedOperationException();
            }
        };
    }

    void awaitAll() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void scheduleWork(Work work) {
        HintsContext hints =
                (HintsContext) ((WorkContextProvider) work).getWorkContexts().get(0);
        assertThat(hints.getHints()).containsEntry(HintsContext.LONGRUNNING_HINT, true);
        threads.execute(work);
    }

    @Override
    public void scheduleWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long startWork(Work work, long startTimeout, ExecutionContext context, WorkListener listener) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
