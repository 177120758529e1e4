package org.ecluse.filter;

import java.util.Optional;
import java.util.function.Predicate;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.RegistrableDomain;

/** What a message's authentication says about a domain that it shows: that the domain sent it, or at least could have (B6, R1.12). */
public final class ProvenSender {
    private ProvenSender() {}

    /** True if SPF, a DKIM signature or DMARC passed for {@code domain} or for one of the same registrant. */
    public static boolean proves(MailTransaction mail, DomainName domain) {
        return proves(mail, domain, identifier -> true);
    }

    /** The same of a message that is known by what was established about it. */
    public static boolean proves(SenderFacts facts, MessageAuthentication proof, DomainName domain) {
        return proves(facts, proof, domain, identifier -> true);
    }

    /**
     * The same, where not every domain of the registrant may speak for {@code domain}.
     *
     * @param accepted decides about the domain that SPF or DKIM proved
     */
    public static boolean proves(MailTransaction mail, DomainName domain, Predicate<DomainName> accepted) {
        return proves(mail.senderFacts(), mail.authentication(), domain, accepted);
    }

    private static boolean proves(
            SenderFacts facts, MessageAuthentication proof, DomainName domain, Predicate<DomainName> accepted) {
        boolean spf = facts.spf() == SpfResult.PASS && isAligned(facts.spfDomain(), domain, accepted);
        return spf
                || passedDmarc(proof, domain)
                || proof.dkim().stream()
                        .filter(DkimVerdict::passed)
                        .anyMatch(signature -> isAligned(Optional.of(signature.domain()), domain, accepted));
    }

    /** True if a look-up failed without which {@code domain} might have been proven: "not proven" means nothing then. */
    public static boolean isUnsure(MailTransaction mail, DomainName domain) {
        SenderFacts facts = mail.senderFacts();
        boolean spf = facts.spf() == SpfResult.TEMPERROR
                && (facts.spfDomain().isEmpty() || isAligned(facts.spfDomain(), domain, identifier -> true));
        return spf
                || mail.authentication().dmarc().result() == DmarcVerdict.Result.TEMPERROR
                || mail.authentication().dkim().stream()
                        .filter(signature -> signature.result() == DkimVerdict.Result.TEMPERROR)
                        .anyMatch(signature -> isAligned(Optional.of(signature.domain()), domain, identifier -> true));
    }

    private static boolean passedDmarc(MessageAuthentication proof, DomainName domain) {
        DmarcVerdict dmarc = proof.dmarc();
        return dmarc.result() == DmarcVerdict.Result.PASS && dmarc.fromDomain().equals(domain.value());
    }

    private static boolean isAligned(Optional<String> identifier, DomainName domain, Predicate<DomainName> accepted) {
        return identifier
                .flatMap(DomainName::parse)
                .filter(proven -> RegistrableDomain.aligned(proven.value(), domain.value()))
                .filter(accepted)
                .isPresent();
    }
}
