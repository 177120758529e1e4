package org.ecluse.server.digest;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.digest.DigestContent;
import org.ecluse.digest.DigestLine;
import org.ecluse.digest.ReportName;
import org.ecluse.link.LinkPurpose;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.LinkService.LinkMaker;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.ownmail.OwnMail;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.settings.ServerSettings;

/**
 * Makes one subscription's report: read, compose, store the content, then one commit. Each subscription by itself, so that one's
 * trouble holds back no other; nothing is sent here, the queue does that.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReportService {
    /** Long enough for whoever reads a report after the holidays, and within the life of the signing key. */
    private static final Duration UNSUBSCRIBE_LINK = Duration.ofDays(365);

    /** An account link lives a day (decisions: Security); its page offers a new one afterwards. */
    private static final Duration ACCOUNT_LINK = Duration.ofHours(24);

    @Inject
    ReportLedger ledger;

    @Inject
    ReportOmissions omissions;

    @Inject
    LinkService links;

    @Inject
    OwnMailService ownMail;

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
        return !waiting(Occasion.DUE, Share.ALL, 0, 1).isEmpty();
    }

    /** Ids above {@code afterId}, in order, of subscriptions of a share that are due, or that have something new. */
    public List<Long> waiting(Occasion occasion, Share share, long afterId, int limit) {
        return occasion == Occasion.DUE
                ? ledger.due(clock.instant(), share, afterId, limit)
                : ledger.withNews(share, afterId, limit);
    }

    /** Queues a subscription's report. The daily one goes at most once for its date, and no entry stands in two (R3.12). */
    public Outcome report(long subscriptionId, Occasion occasion) {
        try {
            return make(subscriptionId, occasion);
        } catch (IOException | EJBException e) {
            ServerLog.LOG.reportFailed(subscriptionId, e);
            noteFailure(subscriptionId);
            return Outcome.FAILED;
        }
    }

    /** For whoever asks why there was none; a database that cannot be written now tells nobody. */
    private void noteFailure(long subscriptionId) {
        try {
            omissions.failed(subscriptionId);
        } catch (EJBException e) {
            ServerLog.LOG.reportFailureNotNoted(subscriptionId, e);
        }
    }

    private Outcome make(long subscriptionId, Occasion occasion) throws IOException {
        Optional<ReportDraft> found = ledger.draft(subscriptionId, occasion);
        if (found.isEmpty()) {
            return Outcome.NOTHING_TO_REPORT;
        }
        ReportDraft draft = found.get();
        Instant now = clock.instant();
        LinkMaker maker = links.maker(draft.address());
        DigestContent content = content(draft, maker, now);
        OwnMail mail = new DigestComposer(settings.service().quarantine().toString())
                .compose(content, draft.receiver(), messageId(draft, maker), now);
        return ownMail.send(mail, kept -> ledger.record(draft, kept)) ? Outcome.REPORTED : Outcome.NOT_DUE;
    }

    private DigestContent content(ReportDraft draft, LinkMaker maker, Instant now) {
        Map<String, LinkMaker> makers = new HashMap<>(Map.of(draft.address(), maker));
        return new DigestContent(
                draft.address(),
                draft.language(),
                draft.zone(),
                draft.date(),
                draft.listed().stream()
                        .map(entry -> line(entry, makers.computeIfAbsent(entry.recipient(), links::maker)))
                        .toList(),
                draft.entryIds().size() - draft.listed().size(),
                maker.url(LinkPurpose.UNSUBSCRIBE, "report", now.plus(UNSUBSCRIBE_LINK)),
                // Lists and account are mailed to the address itself: of a distribution list, every member would get
                // them.
                draft.toOwner()
                        ? Optional.empty()
                        : Optional.of(maker.url(LinkPurpose.LISTS, "lists", now.plus(UNSUBSCRIBE_LINK))),
                draft.accountActivated() && !draft.toOwner()
                        ? Optional.of(maker.url(LinkPurpose.ACCOUNT, "account", now.plus(ACCOUNT_LINK)))
                        : Optional.empty());
    }

    private static DigestLine line(QuarantineEntry entry, LinkMaker maker) {
        boolean releasable = entry.releasableBy(Releaser.USER);
        return new DigestLine(
                entry.recipient(),
                entry.sender(),
                entry.subject(),
                entry.quarantinedAt(),
                entry.expiresAt(),
                entry.verdict(),
                entry.leastReleaser(),
                link(releasable, entry, maker, LinkPurpose.RELEASE),
                link(releasable, entry, maker, LinkPurpose.NOT_SPAM),
                maker.url(LinkPurpose.GREEN_LIST, entry.copyId(), entry.expiresAt()),
                maker.url(LinkPurpose.RED_LIST, entry.copyId(), entry.expiresAt()));
    }

    /** Valid as long as the message is held (decisions: Security). */
    private static Optional<String> link(
            boolean releasable, QuarantineEntry entry, LinkMaker maker, LinkPurpose purpose) {
        return releasable ? Optional.of(maker.url(purpose, entry.copyId(), entry.expiresAt())) : Optional.empty();
    }

    /** Stable, and known to whoever has the report alone: an answer to it says what to do. */
    private String messageId(ReportDraft draft, LinkMaker maker) {
        ReportName name = new ReportName(draft.subscriptionId(), draft.date(), draft.slot());
        return name.messageId(
                maker.seal(name.sealed(maker.epoch())), settings.service().domain());
    }
}
