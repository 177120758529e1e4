package org.ecluse.server.policy;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.disposition.RecipientOutcome;
import org.ecluse.policy.ListEntry;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.ScoredFinding;

/** Notes when an entry of a green or red list last decided about a mail (B6), so that useless ones are seen and can go. */
@ApplicationScoped
public class ListHits {
    /** A busy entry costs one write an hour. */
    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private static final int REMEMBERED = 20_000;
    private static final Set<String> DECIDING = Set.of(Ground.RED_LIST, Ground.SKIPPED_BY_ALLOW, Ground.GREEN_LIST);

    @Inject
    private ListHitLedger ledger;

    @Inject
    private Clock clock;

    private final Map<Long, Instant> noted = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** To be called when the mail was kept and answered for. Never throws. */
    public void note(DispositionPlan plan) {
        Instant now = clock.instant();
        Set<Long> ids = new TreeSet<>();
        plan.copies().stream().map(CopyPlan::outcome).forEach(copy -> ids.addAll(deciding(copy)));
        ids.removeIf(id -> isNoted(id, now));
        if (ids.isEmpty()) {
            return;
        }
        try {
            ledger.hit(ids, now);
            synchronized (noted) {
                ids.forEach(id -> noted.put(id, now));
            }
        } catch (EJBException e) {
            ServerLog.LOG.debug("last use of list entries not noted", e);
        }
    }

    /** A finding names its entry by colour and value; the recipient's own and the administrator's may say the same. */
    private static Set<Long> deciding(RecipientOutcome copy) {
        Set<String> found = copy.verdict().findings().stream()
                .map(ScoredFinding::finding)
                .filter(finding -> DECIDING.contains(finding.symbol()))
                .map(ListHits::name)
                .collect(Collectors.toSet());
        String recipient = copy.decidedFor().key();
        return copy.policy().lists().stream()
                .filter(entry -> found.contains(name(entry)))
                .filter(entry -> entry.recipient()
                        .filter(owner -> !owner.equals(recipient))
                        .isEmpty())
                .map(ListEntry::id)
                .collect(Collectors.toSet());
    }

    private static String name(Finding finding) {
        ListEntry.Colour colour =
                finding.symbol().equals(Ground.RED_LIST) ? ListEntry.Colour.BLOCK : ListEntry.Colour.ALLOW;
        return colour + " " + finding.detail();
    }

    private static String name(ListEntry entry) {
        return entry.colour() + " " + entry.value();
    }

    private boolean isNoted(long id, Instant now) {
        synchronized (noted) {
            Instant at = noted.get(id);
            return at != null && at.plus(NOTED_EVERY).isAfter(now);
        }
    }
}
