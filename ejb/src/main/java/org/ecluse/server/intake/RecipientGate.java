package org.ecluse.server.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.server.directory.DomainFacts;
import org.ecluse.server.directory.KnownRecipient;
import org.ecluse.server.directory.RecipientDirectory;
import org.ecluse.server.directory.probe.RecipientProbe;
import org.ecluse.server.directory.probe.RecipientProbe.ProbeResult;
import org.ecluse.settings.ServerSettings;
import org.ecluse.verdict.Reply;

/** Decides about one RCPT: is the domain ours, does the recipient exist, and what happens if not (R1.13). */
@ApplicationScoped
class RecipientGate {
    /** Always taken, whatever the list says (decisions: What happens to a copy). */
    private static final Set<String> SYSTEM_NAMES = Set.of("postmaster", "abuse");

    @Inject
    private RecipientDirectory directory;

    @Inject
    private RecipientProbe probe;

    @Inject
    private ServerSettings settings;

    /**
     * @param address as RCPT gave it
     * @throws SQLException the directory cannot be read now
     */
    GateDecision decide(EmailAddress address, String notifyOn, String orcpt) throws SQLException {
        if (isForService(address)) {
            return acceptForService(address, notifyOn, orcpt);
        }
        EmailAddress target = isServiceOwn(address) ? settings.service().postmaster() : address;
        Optional<DomainFacts> domain = directory.domain(target.domain());
        if (domain.isEmpty()) {
            return GateDecision.refuse(Reply.RELAYING_DENIED, Optional.empty());
        }
        Optional<KnownRecipient> known = directory.find(target, domain.get());
        if (known.isPresent()) {
            return accept(target, known.get(), domain.get(), notifyOn, orcpt);
        }
        if (isSystemName(target)) {
            return accept(target, directory.unlisted(target, domain.get()), domain.get(), notifyOn, orcpt);
        }
        return decideUnlisted(target, domain.get(), notifyOn, orcpt);
    }

    /** Nothing is delivered: what was written there is read (R3.3). It counts as mail of the postmaster's domain. */
    private GateDecision acceptForService(EmailAddress address, String notifyOn, String orcpt) throws SQLException {
        return directory
                .domain(settings.service().postmaster().domain())
                .map(domain -> GateDecision.accept(
                        new AcceptedRecipient(address, address, domain, Optional.empty(), true, notifyOn, orcpt)))
                .orElseGet(() -> GateDecision.refuse(Reply.RELAYING_DENIED, Optional.empty()));
    }

    /** The quarantine address of the service. */
    boolean isForService(EmailAddress address) {
        return address.key().equals(settings.service().quarantine().key());
    }

    private GateDecision decideUnlisted(EmailAddress address, DomainFacts domain, String notifyOn, String orcpt)
            throws SQLException {
        ProbeResult exists = switch (domain.recipientCheck()) {
            case LIST -> ProbeResult.UNKNOWN;
            case ACCEPT_ALL -> ProbeResult.EXISTS;
            case PROBE -> probe.exists(domain, address);
        };
        return switch (exists) {
            case EXISTS -> accept(address, directory.unlisted(address, domain), domain, notifyOn, orcpt);
            case UNAVAILABLE -> GateDecision.refuse(Reply.PROBE_UNAVAILABLE, Optional.of(domain.customerId()));
            case UNKNOWN -> decideUnknown(address, domain, notifyOn, orcpt);
        };
    }

    private GateDecision decideUnknown(EmailAddress address, DomainFacts domain, String notifyOn, String orcpt)
            throws SQLException {
        return switch (domain.unknownRecipients()) {
            case REFUSE -> GateDecision.refuse(Reply.UNKNOWN_RECIPIENT, Optional.of(domain.customerId()));
            case DISCARD ->
                GateDecision.accept(new AcceptedRecipient(
                        address, domain.main(address), domain, Optional.empty(), true, notifyOn, orcpt));
            case CATCH_ALL -> {
                EmailAddress catchAll = domain.catchAll().orElseThrow();
                yield accept(catchAll, directory.findOrUnlisted(catchAll, domain), domain, notifyOn, orcpt);
            }
        };
    }

    private static GateDecision accept(
            EmailAddress deliverTo, KnownRecipient known, DomainFacts domain, String notifyOn, String orcpt) {
        return GateDecision.accept(
                new AcceptedRecipient(deliverTo, known.decidedFor(), domain, known.level(), false, notifyOn, orcpt));
    }

    private boolean isServiceOwn(EmailAddress address) {
        return address.domain().value().equals(settings.service().domain()) && isSystemName(address);
    }

    /** {@code postmaster} and {@code abuse} at any domain. */
    static boolean isSystemName(EmailAddress address) {
        return SYSTEM_NAMES.contains(address.localPart().toLowerCase(Locale.ROOT));
    }
}
