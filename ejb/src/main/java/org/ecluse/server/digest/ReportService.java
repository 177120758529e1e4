package org.ecluse.server.digest;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.DigestLine;
import org.ecluse.digest.DigestText;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.LinkService.LinkMaker;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.settings.ServerSettings;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Makes one subscription's report: read, compose, store the content, then one commit. Each subscription by itself, so that one's
 * trouble holds back no other; nothing is sent here, the queue does that.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReportService {
    /** Long enough for whoever reads a report after the holidays, and within the life of the signing key. */
    private static final Duration UNSUBSCRIBE_LINK = Duration.ofDays(365);

    @Inject
    ReportLedger ledger;

    @Inject
    LinkService links;

    @Inject
    MessageStore store;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** What became of a subscription that was due. */
    public enum Outcome {
        REPORTED,
        /** Nothing new, or no report is wanted. */
        NOTHING_TO_REPORT,
        /** Somebody else was faster, or it changed meanwhile. */
        NOT_DUE,
        /** Logged; it stays due. */
        FAILED
    }

    public boolean anyDue() {
        return !waiting(Occasion.DUE, 0, 1).isEmpty();
    }

    /** Ids above {@code afterId}, in order, of subscriptions that are due, or that have something new. */
    public List<Long> waiting(Occasion occasion, long afterId, int limit) {
        return occasion == Occasion.DUE ? ledger.due(clock.instant(), afterId, limit) : ledger.withNews(afterId, limit);
    }

    /** Queues a subscription's report. The daily one goes at most once for its date, and no entry stands in two (R3.12). */
    public Outcome report(long subscriptionId, Occasion occasion) {
        try {
            return make(subscriptionId, occasion);
        } catch (IOException | EJBException e) {
            ServerLog.LOG.reportFailed(subscriptionId, e);
            return Outcome.FAILED;
        }
    }

    private Outcome make(long subscriptionId, Occasion occasion) throws IOException {
        Optional<ReportDraft> found = ledger.draft(subscriptionId, occasion);
        if (found.isEmpty()) {
            return Outcome.NOTHING_TO_REPORT;
        }
        ReportDraft draft = found.get();
        Instant now = clock.instant();
        DigestContent content = content(draft, now);
        String from = "quarantaine@" + settings.service().domain();
        Octets mail = new Octets(new DigestComposer(from).compose(content, messageId(draft), now));
        MessageId id = MessageId.create(clock);
        StoredEnvelope envelope = envelope(draft, from, now);
        store.keep(id, envelope, mail);
        boolean recorded = false;
        try {
            recorded = ledger.record(draft, id, envelope, from, new DigestText(content).subject(), mail.sizeBytes());
        } finally {
            if (!recorded) {
                // No row knows it. A crash right here leaves it to the next start, which removes reports without a row.
                store.remove(id);
            }
        }
        return recorded ? Outcome.REPORTED : Outcome.NOT_DUE;
    }

    private DigestContent content(ReportDraft draft, Instant now) {
        LinkMaker maker = links.maker(draft.address());
        return new DigestContent(
                draft.address(),
                draft.language(),
                draft.zone(),
                draft.date(),
                draft.listed().stream().map(entry -> line(entry, maker)).toList(),
                draft.entryIds().size() - draft.listed().size(),
                maker.url(LinkPurpose.UNSUBSCRIBE, "report", now.plus(UNSUBSCRIBE_LINK)));
    }

    private static DigestLine line(QuarantineEntry entry, LinkMaker maker) {
        boolean releasable = entry.releasableBy(Releaser.USER);
        return new DigestLine(
                entry.sender(),
                entry.subject(),
                entry.quarantinedAt(),
                entry.expiresAt(),
                entry.verdict(),
                entry.leastReleaser(),
                link(releasable, entry, maker, LinkPurpose.RELEASE),
                link(releasable, entry, maker, LinkPurpose.NOT_SPAM));
    }

    /** Valid as long as the message is held (decisions: Security). */
    private static Optional<String> link(
            boolean releasable, QuarantineEntry entry, LinkMaker maker, LinkPurpose purpose) {
        return releasable ? Optional.of(maker.url(purpose, entry.copyId(), entry.expiresAt())) : Optional.empty();
    }

    private String messageId(ReportDraft draft) {
        return "<report." + draft.subscriptionId() + "." + draft.date() + "." + draft.slot() + "@"
                + settings.service().domain() + ">";
    }

    private StoredEnvelope envelope(ReportDraft draft, String from, Instant now) {
        return new StoredEnvelope(
                "REPORT",
                now,
                from,
                List.of(new StoredEnvelope.Recipient(draft.address(), "NEVER", "")),
                "", // no client brought it
                settings.service().hostName(),
                false);
    }

    /** A composed mail in memory. */
    private static final class Octets implements RawMessage {
        private final byte[] octets;

        Octets(byte[] octets) {
            this.octets = octets;
        }

        @Override
        public long sizeBytes() {
            return octets.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(octets);
        }
    }
}
