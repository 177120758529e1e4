package org.ecluse.server.digest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.ecluse.digest.DigestText;
import org.ecluse.digest.ReplyDeed;
import org.ecluse.digest.ReportName;
import org.ecluse.digest.ReportReply;
import org.ecluse.digest.ReportReply.Act;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.NotThereException;
import org.ecluse.server.account.ListOwner;
import org.ecluse.server.account.ListWish;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.account.UserLists;
import org.ecluse.server.digest.ReportMails.Answerable;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineEntry;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.settings.ServerSettings;
import org.ecluse.text.Texts;

/**
 * Does what an answer to a report asks for, as its links would (R3.5): only for who gets the report, who also has its sealed Message-ID, and
 * only with the messages that it lists. Doing it twice is doing it once.
 */
@ApplicationScoped
public class ReplyDesk {
    @Inject
    ReportMails reports;

    @Inject
    LinkService links;

    @Inject
    QuarantineService quarantine;

    @Inject
    OwnQuarantine own;

    @Inject
    UserAccounts accounts;

    @Inject
    UserLists lists;

    @Inject
    ServerSettings settings;

    /** What came of an answer: whose report it was, and a sentence for each act. */
    record Done(String address, List<String> sentences) {}

    /**
     * @param sender address key, aliases resolved
     * @param detail as {@link ReportAnswers} wrote it
     * @return empty: the sender does not have this report
     */
    Optional<Done> act(String sender, String detail, Texts texts) {
        int blank = detail.indexOf(' ');
        ReportReply reply = ReportReply.ofWritten(detail.substring(blank + 1));
        return ReportName.in(detail.substring(0, blank), settings.service().domain())
                .flatMap(report -> reports.answerable(report.name())
                        .filter(found -> found.receiver().equals(sender) && isSealed(report, found)))
                .map(found -> new Done(
                        found.address(),
                        reply.acts().stream()
                                .map(act -> sentence(act, found, texts))
                                .toList()));
    }

    private boolean isSealed(ReportName.Sealed report, Answerable found) {
        return links.isSeal(report.name().sealed(links.epoch(found.address())), report.seal());
    }

    private String sentence(Act act, Answerable report, Texts texts) {
        if (act.line() < 1 || act.line() > report.listed().size()) {
            return texts.say("reply.line.none", act.line(), report.listed().size());
        }
        Optional<QuarantineEntry> entry =
                CopyId.parse(report.listed().get(act.line() - 1)).flatMap(quarantine::known);
        return entry.map(found -> texts.say(
                        "reply.line", act.line(), DigestText.subject(found.subject(), texts), done(act, found, texts)))
                .orElseGet(() -> texts.say("reply.line.gone", act.line()));
    }

    private String done(Act act, QuarantineEntry entry, Texts texts) {
        return switch (act.deed()) {
            case DELIVER ->
                texts.say("reply."
                        + quarantine
                                .releaseByRecipient(entry.recipient(), entry.copyId())
                                .outcome());
            case NOT_SPAM ->
                texts.say("reply."
                        + quarantine
                                .notSpamByRecipient(entry.recipient(), entry.copyId())
                                .outcome());
            case GREEN, RED -> listed(act.deed() == ReplyDeed.GREEN ? Colour.ALLOW : Colour.BLOCK, entry, texts);
        };
    }

    private String listed(Colour colour, QuarantineEntry entry, Texts texts) {
        Optional<ListOwner> owner =
                accounts.owner(entry.recipient()).filter(found -> found.customerId() == entry.customerId());
        Optional<EmailAddress> sender = own.senderOf(entry.copyId());
        if (owner.isEmpty() || sender.isEmpty()) {
            return texts.say("reply.list.none");
        }
        String address = sender.get().key();
        try {
            lists.add(owner.get(), new ListWish(colour, address, "", Optional.empty()));
            return texts.say("reply.list." + colour, address);
        } catch (InvalidInputException e) {
            String reason = Texts.of("console", texts.locale().getLanguage()).say(e.textKey());
            return texts.say("reply.list.refused", address, reason);
        } catch (NotThereException e) {
            return texts.say("reply.list.none");
        }
    }
}
