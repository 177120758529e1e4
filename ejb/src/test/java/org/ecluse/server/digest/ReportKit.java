package org.ecluse.server.digest;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ecluse.digest.ReportAnswer;
import org.ecluse.digest.ReportReason;
import org.ecluse.mail.MessageId;
import org.ecluse.server.access.Role;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.account.UserAccounts;
import org.ecluse.server.digest.ReportService.Outcome;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.link.LinkService;
import org.ecluse.server.link.SigningKeys;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.ownmail.OwnMailService;
import org.ecluse.server.quarantine.HeldMail;
import org.ecluse.server.quarantine.OwnQuarantine;
import org.ecluse.server.quarantine.QuarantineClass;
import org.ecluse.verdict.VerdictName;

/** Reports of a quarantine with mail in it, wired as the container does. */
final class ReportKit {
    static final String ALICE = "alice@demo.example";

    /** 06:00 in Paris on 2 March. */
    static final Instant SIX = Instant.parse("2026-03-02T05:00:00Z");

    final HeldMail mail;
    final LinkService links;
    final OwnMailRecorder ownRows;
    final OwnMailService ownMail;
    final ReportWatch watch;
    final ReportOmissions omissions;
    final RecipientDirectory directory;
    final ReportService reports;
    final SubscriptionService subscriptions;
    final AutoSubscription automatic;
    final ReportInquiry inquiry;
    final ReplyDesk replies;
    final Viewer administrator = new Viewer("root", Role.PLATFORM_ADMINISTRATOR, Optional.empty());

    ReportKit(Path data) {
        mail = new HeldMail(data);
        SigningKeys keys = mail.persistence.wire(new SigningKeys(), mail.clock);
        links = mail.persistence.wire(new LinkService(), keys, mail.settings, mail.clock);
        ownRows = mail.persistence.wire(new OwnMailRecorder(), mail.queue, mail.clock);
        ownMail = mail.persistence.wire(new OwnMailService(), ownRows, mail.store, mail.settings, mail.clock);
        watch = mail.persistence.wire(new ReportWatch(), mail.levels());
        omissions = mail.persistence.wire(new ReportOmissions(), mail.clock);
        ReportLedger ledger =
                mail.persistence.wire(new ReportLedger(), mail.rows, ownRows, watch, omissions, mail.clock);
        reports = mail.persistence.wire(
                new ReportService(), ledger, omissions, links, ownMail, mail.settings, mail.clock);
        directory = mail.persistence.wire(new RecipientDirectory());
        subscriptions = mail.persistence.wire(new SubscriptionService(), watch, directory, mail.clock);
        automatic = mail.persistence.wire(new AutoSubscription(), mail.clock);
        ReportMails mails = mail.persistence.wire(new ReportMails());
        inquiry = mail.persistence.wire(new ReportInquiry(), watch, omissions, mails, directory, mail.clock);
        replies = mail.persistence.wire(
                new ReplyDesk(),
                mails,
                links,
                mail.service,
                mail.persistence.wire(
                        new OwnQuarantine(), mail.rows, mail.ledger, mail.learning, mail.store, mail.clock),
                mail.persistence.wire(new UserAccounts(), links, mail.settings, mail.clock),
                mail.lists(),
                mail.settings);
    }

    long subscribe(String address) {
        return subscribe(SubscriptionRequest.of(address)).id();
    }

    Subscription subscribe(SubscriptionRequest request) {
        return mail.persistence.inTransaction(() -> subscriptions.subscribe(administrator, request));
    }

    MessageId spam(String... recipients) {
        return mail.hold(VerdictName.SPAM_QUARANTINED, QuarantineClass.USER, recipients);
    }

    List<Long> due() {
        return mail.persistence.inTransaction(() -> reports.waiting(Occasion.DUE, Share.ALL, 0, 100));
    }

    Outcome report(long subscription) {
        return mail.persistence.inTransaction(() -> reports.report(subscription, Occasion.DUE));
    }

    Outcome ask(long subscription) {
        return mail.persistence.inTransaction(() -> reports.report(subscription, Occasion.EARLY));
    }

    List<ReportReason.Why> why(String address, String day) {
        return answer(address, day).reasons().stream().map(ReportReason::why).toList();
    }

    ReportAnswer answer(String address, String day) {
        return mail.persistence.inTransaction(
                () -> inquiry.explain(administrator, address, Optional.of(LocalDate.parse(day))));
    }
}
