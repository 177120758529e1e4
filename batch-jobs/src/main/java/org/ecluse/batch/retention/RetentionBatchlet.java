package org.ecluse.batch.retention;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.batch.runtime.context.JobContext;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.ecluse.batch.run.RunTally;
import org.ecluse.server.retention.RetentionService;

/** One kind of old things, removed in small commits until none is left. Restarted, it goes on: what is gone is found no more. */
@Named
@Dependent
public class RetentionBatchlet extends AbstractBatchlet {
    @Inject
    RetentionService retention;

    @Inject
    JobContext context;

    @Inject
    @BatchProperty
    String kind;

    private volatile boolean stopped;

    @Override
    public String process() throws Exception {
        Retention work = Retention.valueOf(kind);
        int removed;
        do {
            removed = work.step(retention);
            RunTally.of(context).count(work.word(), removed);
        } while (removed > 0 && work.hasMore() && !stopped);
        return stopped ? "STOPPED" : "COMPLETED";
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
