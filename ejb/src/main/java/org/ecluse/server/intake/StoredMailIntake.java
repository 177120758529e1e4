package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.disposition.DispositionPlan;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.KnownRecipient;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.OutcomeRecorder;
import org.ecluse.server.disposition.RecordedOutcome;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.ownmail.OwnMailRecorder;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.server.reports.ReportInbox;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.store.StoredMessage;

/**
 * Takes a message in from the store instead of a session. It was answered 250 once, so it may be held or destroyed by policy, but
 * never refused, and no recipient is asked for again: one whose server does not answer or that left its list is kept as it was
 * given. The sender is judged by what was known at arrival; the DNS may say something else today.
 */
@ApplicationScoped
public class StoredMailIntake {
    @Inject
    private MessageStore store;

    @Inject
    private RecipientDirectory directory;

    @Inject
    private LazyWrites lazyWrites;

    @Inject
    private PolicySnapshots snapshots;

    @Inject
    private Judge judge;

    @Inject
    private OutcomeRecorder recorder;

    @Inject
    private OwnMailRecorder ownMail;

    @Inject
    private BannerDesk banners;

    @Inject
    private ReportInbox reportInbox;

    /**
     * Judges and records the stored message {@code id}, which no row knows.
     *
     * @throws IOException the content cannot be read now; the message stays in the store
     * @throws SQLException the directory cannot be read now
     */
    public void takeIn(MessageId id) throws IOException, SQLException {
        StoredEnvelope envelope = store.envelope(id).orElseThrow(() -> new IOException("no envelope stored for " + id));
        RawMessage raw = StoredMessage.counted(store, id);
        if (envelope.origin().equals("REPORT")) {
            // What it lists stands unreported in the database, so the job makes it again: taken in, it would come twice
            // (R3.12).
            store.remove(id);
            return;
        }
        if (envelope.origin().equals(ReportInbox.ORIGIN)) {
            reportInbox.waitAgain(id, envelope); // it never has a message row
            return;
        }
        if (!envelope.origin().equals("INBOUND")) {
            ownMail.record(id, envelope, raw.sizeBytes());
            return;
        }
        List<Submission.Addressee> addressees = new ArrayList<>();
        for (StoredEnvelope.Recipient recipient : envelope.recipients()) {
            addressees.add(addressee(id, recipient));
        }
        record(envelope, submission(id, envelope, addressees, raw));
    }

    private void record(StoredEnvelope envelope, Submission submission) throws IOException, SQLException {
        Judgement judgement = judge.judge(submission);
        DispositionPlan plan = DispositionPlan.afterAcceptance(judgement.plan().outcomes());
        banners.order(submission.id(), judgement, plan.copies(), 1, submission.receivedAt());
        recorder.record(new RecordedOutcome(
                submission.id(),
                envelope,
                submission.raw().sizeBytes(),
                judgement.parsed(),
                judgement.content(),
                plan,
                judgement.established().results(),
                // Where nothing was noted of the sender, nothing is proven.
                envelope.sender().isPresent() && Keeper.dsnAllowed(submission, judgement)));
        if (!plan.keepsContent()) {
            lazyWrites.force(); // the tombstones are on disk before the content goes
            store.remove(submission.id());
        }
    }

    /** A submission made of what was stored. */
    static Submission submission(
            MessageId id, StoredEnvelope envelope, List<Submission.Addressee> addressees, RawMessage raw)
            throws IOException {
        SessionFacts session = new SessionFacts(
                "mx",
                InetAddress.getByName(envelope.clientAddress()), // an address literal: nothing is resolved
                envelope.helo(),
                !envelope.protocol().equals("SMTP"),
                envelope.protocol().endsWith("S"),
                envelope.smtpUtf8(),
                envelope.protocolFaults(),
                envelope.receivedAt());
        return new Submission(
                id,
                session,
                ReversePath.of(EmailAddress.parse(envelope.reversePath())),
                envelope.sender().orElse(SenderFacts.UNKNOWN),
                List.of(),
                addressees,
                raw,
                envelope.receivedAt());
    }

    private Submission.Addressee addressee(MessageId id, StoredEnvelope.Recipient recipient) throws SQLException {
        EmailAddress address = EmailAddress.parse(recipient.address()).orElseThrow();
        Optional<DomainFacts> domain = directory.domain(address.domain());
        if (domain.isEmpty()) {
            ServerLog.LOG.domainGone(id.value(), address.domain().value());
        }
        DomainFacts facts = domain.orElseGet(() -> DomainFacts.gone(address.domain()));
        KnownRecipient known = directory.findOrUnlisted(address, facts);
        AcceptedRecipient accepted = new AcceptedRecipient(
                address,
                known.decidedFor(),
                facts,
                known.level(),
                recipient.discard(),
                recipient.notifyOn(),
                recipient.orcpt());
        return new Submission.Addressee(
                accepted, snapshots.of(accepted.domain(), accepted.decidedFor(), accepted.level()));
    }
}
