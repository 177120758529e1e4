package org.ecluse.server.reports;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.reports.Observation;
import org.ecluse.filter.reports.Treatment;
import org.ecluse.mail.ReversePath;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.settings.ServerSettings;

/** Collects what the owners of author domains asked to be told, if this service tells them (R1.11, RFC 9990). */
@ApplicationScoped
public class DmarcCollector {
    /** In a minute; a few megabytes. */
    private static final int MOST_OBSERVATIONS = 20_000;

    private final DmarcTally tally = new DmarcTally(MOST_OBSERVATIONS);

    @Inject
    DmarcLedger ledger;

    @Inject
    ServerSettings settings;

    /**
     * Notes a message that was decided for good: not one that was answered 4yz, which comes again. Costs no input or output.
     *
     * @param copies what was decided for each recipient
     */
    public void note(
            InetAddress client,
            ReversePath from,
            SenderFacts sender,
            MessageAuthentication message,
            List<Treatment.Copy> copies,
            Instant at) {
        if (settings.dmarcReports().enabled() && Observation.isWanted(message.dmarc())) {
            Treatment treatment = Treatment.of(message.dmarc(), copies);
            Observation seen = Observation.of(client, from, sender, message, treatment);
            tally.note(at, message.dmarc().published().orElseThrow(), seen, 1);
        }
    }

    /** Writes what was collected, each domain in a commit of its own. What cannot be written is lost: these are figures, not mail. */
    public void write() {
        Map<DmarcTally.Key, DmarcTally.Collected> collected = tally.take();
        collected.forEach((key, found) -> {
            try {
                ledger.add(key.day(), found.policy(), found.messages(), found.leftOut());
            } catch (EJBException e) {
                ServerLog.LOG.dmarcNotCollected(key.domain(), e);
            }
        });
        long untold = tally.takeUntold();
        if (untold > 0) {
            ServerLog.LOG.dmarcUntold(untold);
        }
    }
}
