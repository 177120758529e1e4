package org.ecluse.smtp.connector;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import java.util.List;

/** Work for the pool of long-running threads: a session may last an hour and must not block short work. */
final class LongWork implements Work, WorkContextProvider {

    private static final long serialVersionUID = 1L;

    private final transient Runnable task;

    LongWork(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        task.run();
    }

    @Override
    public void release() {
        // Sessions end when their listener closes; the container calls this only after that.
    }

    @Override
    public List<WorkContext> getWorkContexts() {
        HintsContext hints = new HintsContext();
        hints.setHint(HintsContext.LONGRUNNING_HINT, true);
        return List.of(hints);
    }
}
