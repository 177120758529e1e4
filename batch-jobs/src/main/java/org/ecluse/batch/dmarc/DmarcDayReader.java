package org.ecluse.batch.dmarc;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.ecluse.server.reports.DmarcReportService;

/** Reads the ids of domains' days to report, in order; the checkpoint is the last id read. */
@Named
@Dependent
public class DmarcDayReader extends AbstractItemReader {
    private static final int PAGE = 200;

    @Inject
    DmarcReportService reports;

    private long lastId;
    private Iterator<Long> page = List.<Long>of().iterator();

    @Override
    public void open(Serializable checkpoint) {
        lastId = checkpoint == null ? 0 : (Long) checkpoint;
    }

    @Override
    public Object readItem() {
        if (!page.hasNext()) {
            page = reports.waiting(lastId, PAGE).iterator();
        }
        if (!page.hasNext()) {
            return null; // the batch API's word for the end
        }
        lastId = page.next();
        return lastId;
    }

    @Override
    public Serializable checkpointInfo() {
        return lastId;
    }
}
