package org.ecluse.batch.report;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.ecluse.server.digest.Occasion;
import org.ecluse.server.digest.ReportService;
import org.ecluse.server.digest.Share;

/** Reads the ids of a partition's subscriptions to report to, in order; the checkpoint is the last id read. */
@Named
@Dependent
public class SubscriptionReader extends AbstractItemReader {
    private static final int PAGE = 1_000;

    @Inject
    ReportService reports;

    @Inject
    @BatchProperty
    String early;

    /** This partition, of so many. */
    @Inject
    @BatchProperty
    String share;

    @Inject
    @BatchProperty
    String shares;

    private long lastId;
    private Iterator<Long> page = List.<Long>of().iterator();

    @Override
    public void open(Serializable checkpoint) {
        lastId = checkpoint == null ? 0 : (Long) checkpoint;
    }

    @Override
    public Object readItem() {
        if (!page.hasNext()) {
            page = reports.waiting(Occasion.of(early), share(), lastId, PAGE).iterator();
        }
        if (!page.hasNext()) {
            return null; // the batch API's word for the end
        }
        lastId = page.next();
        return lastId;
    }

    private Share share() {
        return new Share(Integer.parseInt(share), Integer.parseInt(shares));
    }

    @Override
    public Serializable checkpointInfo() {
        return lastId;
    }
}
