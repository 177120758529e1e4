package org.ecluse.server.campaign;

import java.util.List;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.verdict.Finding;

/** Without a cache: finds nothing and remembers nothing. */
public final class NoCampaigns extends Campaigns {
    @Override
    public List<Finding> findings(MailTransaction mail) {
        return List.of();
    }

    @Override
    public void report(Sketch sketch, long customerId, boolean spam) {}

    @Override
    public void takeBack(Sketch sketch, long customerId) {}
}
