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
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.disposition.LazyWrites;
import org.ecluse.server.disposition.OutcomeRecorder;
import org.ecluse.server.disposition.OwnMailRecorder;
import org.ecluse.server.disposition.RecordedOutcome;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;

/**
 * Takes a message in from the store instead of a session. It was answered 250 once, so it may be held or destroyed by policy, but
 * never refused. The sender's DNS facts are not looked up again: they were true then, not now.
 */
@ApplicationScoped
public class StoredMailIntake {
    @Inject
    private MessageStore store;

    @Inject
    private RecipientGate gate;

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

    /**
     * Judges and records the stored message {@code id}, which no row knows.
     *
     * @throws IOException the content cannot be read now, or a recipient's domain is no customer's any more
     * @throws SQLException the directory cannot be read now
     */
    public void takeIn(MessageId id) throws IOException, SQLException {
        StoredEnvelope envelope = store.envelope(id).orElseThrow(() -> new IOException("no envelope stored for " + id));
        RawMessage raw = StoredMessage.of(store, id);
        if (envelope.origin().equals("REPORT")) {
            // What it lists stands unreported in the database, so the job makes it again: taken in, it would come twice
            // (R3.12).
            store.remove(id);
            return;
        }
        if (!envelope.origin().equals("INBOUND")) {
            ownMail.record(id, envelope, raw.sizeBytes());
            return;
        }
        List<Submission.Addressee> addressees = new ArrayList<>();
        for (StoredEnvelope.Recipient recipient : envelope.recipients()) {
            addressees.add(addressee(recipient));
        }
        record(id, envelope, addressees, raw);
    }

    private void record(MessageId id, StoredEnvelope envelope, List<Submission.Addressee> addressees, RawMessage raw)
            throws IOException, SQLException {
        Judgement judgement = judge.judge(submission(id, envelope, addressees, raw));
        DispositionPlan plan = DispositionPlan.afterAcceptance(judgement.plan().outcomes());
        recorder.record(new RecordedOutcome(
                id,
                envelope,
                raw.sizeBytes(),
                judgement.parsed(),
                judgement.content(),
                plan,
                judgement.established().results(),
                false));
        if (!plan.keepsContent()) {
            lazyWrites.force(); // the tombstones are on disk before the content goes
            store.remove(id);
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
                List.of(),
                envelope.receivedAt());
        return new Submission(
                id,
                session,
                ReversePath.of(EmailAddress.parse(envelope.reversePath())),
                SenderFacts.UNKNOWN,
                List.of(),
                addressees,
                raw,
                envelope.receivedAt());
    }

    /**
     * Every recipient was answered 250, so none is dropped: one that the gate would refuse now, because its server does not answer
     * or its list has changed, is taken as it was given.
     *
     * @throws IOException the domain is no customer's any more; the whole message stays in the store
     */
    private Submission.Addressee addressee(StoredEnvelope.Recipient recipient) throws IOException, SQLException {
        EmailAddress address = EmailAddress.parse(recipient.address()).orElseThrow();
        GateDecision decision = gate.decide(address, recipient.notifyOn(), recipient.orcpt());
        AcceptedRecipient accepted =
                decision.accepted().isPresent() ? decision.accepted().get() : asGiven(address, recipient);
        return new Submission.Addressee(
                accepted, snapshots.of(accepted.domain(), accepted.decidedFor(), accepted.level()));
    }

    private AcceptedRecipient asGiven(EmailAddress address, StoredEnvelope.Recipient recipient)
            throws IOException, SQLException {
        DomainFacts domain = directory
                .domain(address.domain())
                .orElseThrow(() -> new IOException(address.domain() + " belongs to no customer any more"));
        return new AcceptedRecipient(
                address, address, domain, Optional.empty(), false, recipient.notifyOn(), recipient.orcpt());
    }
}
