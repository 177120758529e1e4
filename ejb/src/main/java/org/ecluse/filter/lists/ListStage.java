package org.ecluse.filter.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.filter.ProvenSender;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ParsedMessage.Mailbox;
import org.ecluse.net.IpNetwork;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/**
 * Green and red lists by address, domain and IP network (R1.5, B6). A red entry always counts. A green one counts for the client's
 * IP address, or for an address or domain whose sender is proven, and never for the customer's own domains.
 */
public final class ListStage implements RecipientStage {
    @Override
    public String name() {
        return "lists";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        List<Finding> findings = new ArrayList<>();
        if (copy.policy().lists().isEmpty()) {
            return StageResult.nothing();
        }
        List<EmailAddress> senders = senders(copy);
        String recipient = copy.recipient().key();
        for (ListEntry entry : copy.policy().lists()) {
            boolean concerns = entry.countsAt(copy.now())
                    && entry.recipient()
                            .filter(owner -> !owner.equals(recipient))
                            .isEmpty();
            if (concerns) {
                finding(entry, copy, senders).ifPresent(findings::add);
            }
        }
        return new StageResult.Findings(findings);
    }

    private static Optional<Finding> finding(ListEntry entry, RecipientTransaction copy, List<EmailAddress> senders) {
        if (entry.kind() == Kind.IP) {
            boolean matches = IpNetwork.parse(entry.value())
                    .filter(network -> network.contains(copy.message().session().client()))
                    .isPresent();
            String symbol = entry.colour() == Colour.BLOCK ? Ground.RED_LIST : Ground.SKIPPED_BY_ALLOW;
            return matches ? Optional.of(Finding.of(symbol, entry.value())) : Optional.empty();
        }
        List<EmailAddress> matching =
                senders.stream().filter(sender -> matches(entry, sender)).toList();
        if (matching.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(symbol(entry, copy, matching), entry.value()));
    }

    private static String symbol(ListEntry entry, RecipientTransaction copy, List<EmailAddress> matching) {
        if (entry.colour() == Colour.BLOCK) {
            return Ground.RED_LIST;
        }
        if (matching.stream().anyMatch(sender -> isOwn(sender.domain(), copy))) {
            return "LIST_ALLOW_OWN_DOMAIN"; // R1.12: a forger shows just these addresses
        }
        return matching.stream().anyMatch(sender -> ProvenSender.proves(copy.message(), sender.domain()))
                ? Ground.GREEN_LIST
                : "LIST_ALLOW_UNPROVEN";
    }

    private static boolean matches(ListEntry entry, EmailAddress sender) {
        return entry.kind() == Kind.ADDRESS
                ? sender.key().equals(entry.value())
                : DomainName.parse(entry.value())
                        .filter(domain -> sender.domain().isWithin(domain))
                        .isPresent();
    }

    private static boolean isOwn(DomainName domain, RecipientTransaction copy) {
        return copy.policy().ownDomains().stream().anyMatch(domain::isWithin);
    }

    /** Envelope sender and every address of the header's From. */
    private static List<EmailAddress> senders(RecipientTransaction copy) {
        return Stream.concat(
                        copy.message().envelope().from().address().stream(),
                        copy.message().parsed().from().stream()
                                .map(Mailbox::address)
                                .flatMap(Optional::stream))
                .distinct()
                .toList();
    }
}
