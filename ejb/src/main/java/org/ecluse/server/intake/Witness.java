package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ecluse.disposition.CopyFate;
import org.ecluse.disposition.CopyPlan;
import org.ecluse.filter.learning.OwnVoice;
import org.ecluse.filter.reputation.DomainStanding;
import org.ecluse.filter.reputation.Observation;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.Weights;
import org.ecluse.server.domains.DomainBook;
import org.ecluse.server.reputation.Observations;
import org.ecluse.settings.ServerSettings;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.ScoredFinding;
import org.ecluse.verdict.VerdictName;

/** Tells the reputation what sessions see of clients (R1.8) and of the domains in their mail. Costs a moment and never fails. */
@ApplicationScoped
class Witness {
    private static final String ROLE = "mx";
    private static final String EARLY_TALKER = "EARLY_TALKER";

    /** What no mail server does; other faults are mistakes of honest ones. */
    private static final Set<String> FAULTS = Set.of("PIPELINING_ABUSE", "TOO_MANY_BAD_COMMANDS", "NOT_SMTP");

    @Inject
    private Observations observations;

    @Inject
    private DomainBook domains;

    @Inject
    private ServerSettings settings;

    /** @param customerId of the domain that does not have the recipient */
    void unknownRecipient(SmtpSession session, long customerId) {
        if (session.role().equals(ROLE)) {
            observations.see(client(session), Observation.UNKNOWN_RECIPIENT, customerId);
        }
    }

    /** A message was judged and answered: once for each customer, by the worst of its copies. */
    void judged(SmtpSession session, Judgement judgement) {
        if (!session.role().equals(ROLE)) {
            return;
        }
        Map<Long, Optional<Observation>> worst = new TreeMap<>();
        for (CopyPlan copy : judgement.plan().copies()) {
            if (!copy.outcome().policy().isNobodys()) {
                worst.merge(copy.outcome().policy().customerId(), seen(copy), Witness::worse);
            }
        }
        worst.forEach((customer, seen) -> seen.ifPresent(what -> {
            observations.see(client(session), what, customer);
            if (!settings.smtp().trusts(client(session))) {
                domains.see(judgement.domains(), what, customer);
            }
        }));
    }

    /** The session is over: its faults are known. */
    void ended(SmtpSession session) {
        if (!session.role().equals(ROLE)) {
            return;
        }
        if (session.protocolFaults().contains(EARLY_TALKER)) {
            observations.see(client(session), Observation.EARLY_TALKER);
        }
        if (session.protocolFaults().stream().anyMatch(FAULTS::contains)) {
            observations.see(client(session), Observation.PROTOCOL_FAULT);
        }
    }

    private static Optional<Observation> seen(CopyPlan copy) {
        RecipientVerdict verdict = copy.outcome().verdict();
        if (verdict.name() == VerdictName.VIRUS) {
            return Optional.of(Observation.VIRUS);
        }
        double score = score(verdict);
        if (score >= Thresholds.DEFAULT.quarantine()) {
            return Optional.of(Observation.SPAM);
        }
        boolean good = copy.fate() == CopyFate.QUEUE && score < Thresholds.DEFAULT.tag() / 2;
        return good ? Optional.of(Observation.GOOD_MAIL) : Optional.empty();
    }

    /** By the shipped weights: what a customer's own weights, thresholds and lists make of it is its own affair. */
    private static double score(RecipientVerdict verdict) {
        return verdict.findings().stream()
                .map(ScoredFinding::finding)
                .mapToDouble(Witness::points)
                .sum();
    }

    private static double points(Finding finding) {
        if (OwnVoice.SYMBOLS.contains(finding.symbol()) || DomainStanding.SYMBOLS.contains(finding.symbol())) {
            return 0; // own lessons are its own affair as well, and a bad name must not feed itself
        }
        return Weights.shipped().of(finding.symbol()) * finding.multiplier();
    }

    /** Of two copies of one message; what is neither good nor bad goes before what is good. */
    private static Optional<Observation> worse(Optional<Observation> one, Optional<Observation> other) {
        if (one.isEmpty() || other.isEmpty()) {
            Optional<Observation> known = one.or(() -> other);
            return known.filter(what -> what != Observation.GOOD_MAIL);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other; // VIRUS, SPAM, GOOD_MAIL
    }

    private static InetAddress client(SmtpSession session) {
        return session.client().getAddress();
    }
}
