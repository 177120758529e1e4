package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.ecluse.filter.greylist.ClientNetwork;
import org.ecluse.filter.greylist.ShortTime;
import org.ecluse.mail.EmailAddress;
import org.ecluse.net.IpText;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateUse;
import org.ecluse.server.greylist.EventBudget;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.server.reputation.BlockList;
import org.ecluse.server.reputation.ListedClient;
import org.ecluse.settings.ServerSettings;
import org.ecluse.settings.ServerSettings.Reputation.Refusal;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.verdict.Reply;

/** What is decided about a client by itself: rates (R1.9, B11) and the internal block list (R1.8). */
@ApplicationScoped
class EdgeGate {
    @Inject
    private ClientRates rates;

    @Inject
    private BlockList list;

    @Inject
    private GreyGate greyGate;

    @Inject
    private RefusalLog refusals;

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private final EventBudget told = new EventBudget();

    /** The session holds one of its client's connections. */
    private record Counted(InetAddress client) {}

    /** The reply that refuses a connection too many; empty: it is counted until {@link #ended}. */
    Optional<IntakeAnswer> connected(SmtpSession session) {
        InetAddress client = session.client().getAddress();
        Optional<IntakeAnswer> refusal = rates.connected(client)
                .map(full -> new IntakeAnswer(
                        Reply.CONNECTIONS_USED_UP,
                        Integer.toString(full.open()),
                        Integer.toString(full.limit()),
                        full.client()));
        if (refusal.isEmpty()) {
            session.state(new Counted(client));
        }
        return refusal;
    }

    void ended(SmtpSession session) {
        session.state(Counted.class).ifPresent(counted -> rates.disconnected(counted.client()));
    }

    /** The reply that refuses one more of what the client sends; empty: it is counted. */
    Optional<IntakeAnswer> take(SmtpSession session, RateUnit unit) {
        return rates.take(session.client().getAddress(), unit).map(EdgeGate::answer);
    }

    /**
     * The reply to a listed client: the same whether the recipient exists or not. Who looks after mail can always be written to, and
     * a customer may let in whom it trusts.
     *
     * @param given the address as RCPT gave it
     * @throws SQLException the policy cannot be read now
     */
    Optional<IntakeAnswer> listed(SmtpSession session, EmailAddress given, GateDecision decision) throws SQLException {
        InetAddress client = session.client().getAddress();
        Optional<ListedClient> listing = list.refusing(client);
        Refusal refusal = settings.reputation().refusal();
        if (listing.isEmpty()
                || refusal == Refusal.NONE
                || RecipientGate.isSystemName(given)
                || decision.accepted().isPresent()
                        && greyGate.isExempt(session, given, decision.accepted().get())) {
            return Optional.empty();
        }
        Reply reply = refusal == Refusal.FINAL ? Reply.CLIENT_LISTED_FINAL : Reply.CLIENT_LISTED;
        if (decision.customerId().isPresent() && told.admits(ClientNetwork.of(client), clock.instant())) {
            refusals.note(session, decision.customerId().get(), given, reply);
        }
        return Optional.of(new IntakeAnswer(
                reply,
                IpText.of(client),
                settings.service().publicUrl() + "/b/" + listing.get().id()));
    }

    private static IntakeAnswer answer(RateUse use) {
        return new IntakeAnswer(
                Reply.RATE_USED_UP,
                Integer.toString(use.used()),
                Integer.toString(use.limit()),
                use.unit().word(),
                use.window().word(),
                use.client(),
                ShortTime.atLeast(use.freeIn()));
    }
}
