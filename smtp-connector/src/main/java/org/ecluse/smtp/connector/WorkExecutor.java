package org.ecluse.smtp.connector;

import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on the container's work manager. */
record WorkExecutor(WorkManager workManager) implements Executor {

    @Override
    public void execute(Runnable task) {
        try {
            workManager.scheduleWork(new LongWork(task));
        } catch (WorkException e) {
            throw new RejectedExecutionException("the work manager takes no more sessions", e);
        }
    }
}
