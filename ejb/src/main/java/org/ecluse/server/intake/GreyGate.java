package org.ecluse.server.intake;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.Optional;
import org.ecluse.filter.greylist.GreyDecision;
import org.ecluse.filter.greylist.ShortTime;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpNetwork;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.server.greylist.GreyAnswer;
import org.ecluse.server.greylist.GreyTry;
import org.ecluse.server.greylist.GreyZone;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.policy.PolicySnapshots;
import org.ecluse.settings.ServerSettings;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.verdict.Reply;

/** Asks the grey zone once in a transaction, at its first known recipient, and says who skips it (R1.4, R1.5, R1.15). */
@ApplicationScoped
class GreyGate {
    private static final String ROLE = "mx";

    @Inject
    private GreyZone zone;

    @Inject
    private PolicySnapshots snapshots;

    @Inject
    private ServerSettings settings;

    /**
     * The reply that delays the recipient; empty: it goes on.
     *
     * @param given the address as RCPT gave it
     * @throws SQLException the policy or the grey zone's rows cannot be read now
     */
    Optional<IntakeAnswer> check(
            SmtpSession session, IntakeTransaction transaction, EmailAddress given, AcceptedRecipient recipient)
            throws SQLException {
        if (transaction.grey().filter(GreyAnswer.Passed.class::isInstance).isPresent()) {
            return Optional.empty();
        }
        PolicySnapshot policy = snapshots.of(recipient.domain(), recipient.decidedFor(), recipient.level());
        GreyTry attempt = attempt(session, transaction, recipient, policy);
        GreyAnswer answer =
                isExempt(session, given, recipient, policy) ? GreyAnswer.PASSED : answer(transaction, attempt);
        transaction.grey(answer);
        return answer instanceof GreyAnswer.Delayed delayed
                ? Optional.of(reply(delayed, policy, transaction))
                : Optional.empty();
    }

    /** The mail was taken in and goes to somebody: its sender is known from now on (R1.6). Never throws. */
    void delivered(SmtpSession session, IntakeTransaction transaction, Submission submission) {
        if (!session.role().equals(ROLE) || isTrusted(session.client().getAddress())) {
            return;
        }
        Submission.Addressee first = submission.addressees().get(0);
        try {
            zone.delivered(attempt(session, transaction, first.recipient(), first.policy()));
        } catch (EJBException e) {
            ServerLog.LOG.debug("sender not noted as known", e);
        }
    }

    /** The one decision; a further recipient changes it only if it is itself let through. */
    private GreyAnswer answer(IntakeTransaction transaction, GreyTry attempt) throws SQLException {
        if (transaction.grey().isEmpty()) {
            return zone.decide(attempt);
        }
        if (zone.isExpected(attempt)) {
            return GreyAnswer.PASSED;
        }
        GreyAnswer.Delayed before = (GreyAnswer.Delayed) transaction.grey().get();
        zone.tellAlso(before, attempt);
        return before;
    }

    /** Whether the client's mail to this recipient skips what is decided about unknown clients (R1.5). */
    boolean isExempt(SmtpSession session, EmailAddress given, AcceptedRecipient recipient) throws SQLException {
        return isExempt(
                session, given, recipient, snapshots.of(recipient.domain(), recipient.decidedFor(), recipient.level()));
    }

    private boolean isExempt(
            SmtpSession session, EmailAddress given, AcceptedRecipient recipient, PolicySnapshot policy) {
        InetAddress client = session.client().getAddress();
        return !session.role().equals(ROLE)
                || isTrusted(client)
                || RecipientGate.isSystemName(given)
                || RecipientGate.isSystemName(recipient.decidedFor())
                || policy.lists().stream().anyMatch(entry -> isAllowed(entry, client, recipient));
    }

    private boolean isTrusted(InetAddress client) {
        return settings.smtp().trustedNetworks().stream().anyMatch(network -> network.contains(client));
    }

    private static boolean isAllowed(ListEntry entry, InetAddress client, AcceptedRecipient recipient) {
        boolean concerns = entry.recipient()
                .filter(owner -> !owner.equals(recipient.decidedFor().key()))
                .isEmpty();
        return concerns
                && entry.colour() == ListEntry.Colour.ALLOW
                && entry.kind() == ListEntry.Kind.IP
                && IpNetwork.parse(entry.value())
                        .filter(network -> network.contains(client))
                        .isPresent();
    }

    private static GreyTry attempt(
            SmtpSession session, IntakeTransaction transaction, AcceptedRecipient recipient, PolicySnapshot policy) {
        return new GreyTry(
                policy.customerId(),
                policy.policy().grey(),
                recipient.decidedFor(),
                session.client().getAddress(),
                session.local().getAddress(),
                session.helo(),
                transaction.from(),
                session.protocolFaults(),
                transaction::senderFacts);
    }

    /** 421 ends the session, so it is said only while no recipient was accepted (R1.15). */
    private IntakeAnswer reply(GreyAnswer.Delayed delayed, PolicySnapshot policy, IntakeTransaction transaction) {
        boolean close = policy.policy().grey().closeSession()
                && transaction.recipients().isEmpty();
        return new IntakeAnswer(
                reply(delayed.kind(), close),
                ShortTime.atLeast(delayed.after()),
                ShortTime.of(delayed.within()),
                settings.service().publicUrl() + "/d/" + delayed.id());
    }

    private static Reply reply(GreyDecision.Kind kind, boolean close) {
        return switch (kind) {
            case FIRST -> close ? Reply.GREY_FIRST : Reply.GREY_FIRST_STAY;
            case EARLY -> close ? Reply.GREY_EARLY : Reply.GREY_EARLY_STAY;
            case LATE -> close ? Reply.GREY_LATE : Reply.GREY_LATE_STAY;
            case IN_TIME, LATE_TWICE -> throw new IllegalArgumentException(kind + " delays nobody");
        };
    }
}
