package org.ecluse.server.notice;

import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecluse.link.LinkPurpose;
import org.ecluse.mail.MessageId;
import org.ecluse.notice.NoticeContent;
import org.ecluse.notice.NoticeParty;
import org.ecluse.notice.NoticeText;
import org.ecluse.quarantine.Releaser;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.LinkService.LinkMaker;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.ownmail.OwnMail;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.settings.ServerSettings;

/**
 * Mails the notices that wait (R2.10): what came together is told together. They are mail of the service, from the null
 * reverse-path and marked as automatic, so that nothing answers them.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NoticeService {
    @Inject
    NoticeLedger ledger;

    @Inject
    QuarantineService quarantine;

    @Inject
    LinkService links;

    @Inject
    OwnMailService ownMail;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** Mails what waits, group by group; one's trouble holds back no other. */
    public void sendWaiting() {
        for (NoticeGroup group : ledger.groups()) {
            try {
                Optional<NoticeBatch> batch = ledger.batch(group);
                if (batch.isPresent()) {
                    send(batch.get());
                }
            } catch (IOException | EJBException e) {
                ServerLog.LOG.noticeFailed(group.customerId(), e);
            }
        }
    }

    public void forgetOld() {
        ledger.forgetOld();
    }

    private void send(NoticeBatch batch) throws IOException {
        List<NoticeContent.Line> lines = lines(batch);
        if (lines.isEmpty()) {
            ledger.drop(batch);
            return;
        }
        NoticeGroup group = batch.group();
        NoticeText text = new NoticeText(
                new NoticeContent(group.party(), batch.locale(), ZoneId.of(batch.zoneId()), lines, batch.more()));
        OwnMail mail = new OwnMail(
                "<notice." + MessageId.create(clock).value() + "@"
                        + settings.service().domain() + ">",
                settings.service().quarantine().toString(),
                text.fromName(),
                group.address(),
                batch.locale(),
                text.subject(),
                text.plain(),
                text.html(),
                clock.instant(),
                Map.of());
        if (group.party() == NoticeParty.SENDER) {
            ownMail.sendFromNobody(mail, kept -> ledger.record(batch, kept));
        } else {
            // As the report is: a customer's server may take no mail from nobody, and what comes back is not answered.
            ownMail.send(mail, kept -> ledger.record(batch, kept));
        }
    }

    private List<NoticeContent.Line> lines(NoticeBatch batch) {
        boolean toRecipient = batch.group().party() == NoticeParty.RECIPIENT;
        Optional<LinkMaker> maker =
                toRecipient ? Optional.of(links.maker(batch.group().address())) : Optional.empty();
        return batch.items().stream()
                .flatMap(item -> entry(item).stream())
                .filter(QuarantineEntry::held)
                .map(entry -> line(entry, maker))
                .toList();
    }

    private static NoticeContent.Line line(QuarantineEntry entry, Optional<LinkMaker> maker) {
        return new NoticeContent.Line(
                entry.copyId(),
                entry.sender(),
                entry.recipient(),
                entry.subject(),
                entry.quarantinedAt(),
                entry.expiresAt(),
                entry.verdict(),
                maker.filter(links -> entry.releasableBy(Releaser.USER))
                        .map(links -> links.url(LinkPurpose.RELEASE, entry.copyId(), entry.expiresAt())));
    }

    private Optional<QuarantineEntry> entry(NoticeBatch.Item item) {
        try {
            return Optional.of(quarantine.oneOfRecipient(item.recipient(), item.copyId()));
        } catch (NotThereException e) {
            return Optional.empty(); // removed meanwhile
        }
    }
}
