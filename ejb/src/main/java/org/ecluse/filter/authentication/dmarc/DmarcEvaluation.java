package org.ecluse.filter.authentication.dmarc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.dmarc.PolicyRecords.Published;
import org.ecluse.mail.DomainName;

/**
 * DMARC of one message (R1.11, RFC 9989 section 5.3): whether what SPF and DKIM proved belongs to the domain that From shows.
 * For one message, by one thread at a time.
 */
public final class DmarcEvaluation {
    /** More author domains than these are not evaluated (section 11.5: each costs look-ups that the sender chooses). */
    private static final int MOST_AUTHOR_DOMAINS = 4;

    private final PolicyRecords records;

    public DmarcEvaluation(DnsLookup dns) {
        this.records = new PolicyRecords(dns);
    }

    /** Asks the DNS, without waiting, for what needs no result of SPF or DKIM. */
    public void expect(List<DomainName> authorDomains) {
        if (authorDomains.size() <= MOST_AUTHOR_DOMAINS) {
            authorDomains.forEach(domain -> records.expect(domain.value()));
        }
    }

    /**
     * The verdict on the message. Several author domains are all evaluated and the strictest request of those that fail counts
     * (section 11.5); such a message passes only if each of them passes.
     *
     * @param authorDomains different domains of the From field
     * @param sender with the result of SPF for MAIL FROM
     */
    public DmarcVerdict verdict(List<DomainName> authorDomains, SenderFacts sender, List<DkimVerdict> signatures) {
        if (authorDomains.isEmpty()) {
            return unevaluated(Result.NONE, "From shows no domain");
        }
        if (authorDomains.size() > MOST_AUTHOR_DOMAINS) {
            return unevaluated(Result.PERMERROR, authorDomains.size() + " domains in From");
        }
        List<DmarcVerdict> verdicts = new ArrayList<>();
        for (DomainName domain : authorDomains) {
            verdicts.add(single(domain.value(), sender, signatures));
        }
        return verdicts.size() == 1 ? verdicts.get(0) : together(verdicts);
    }

    private DmarcVerdict single(String author, SenderFacts sender, List<DkimVerdict> signatures) {
        try {
            Optional<Published> policy = records.policyFor(author);
            if (policy.isEmpty()) {
                return new DmarcVerdict(
                        Result.NONE, author, "", Request.NONE, false, false, false, "no policy published");
            }
            if (!policy.get().record().usable()) {
                return new DmarcVerdict(
                        Result.PERMERROR,
                        author,
                        policy.get().domain(),
                        Request.NONE,
                        false,
                        false,
                        false,
                        "the published record is broken");
            }
            return underPolicy(policy.get(), author, sender, signatures);
        } catch (NoAnswerException e) {
            return new DmarcVerdict(Result.TEMPERROR, author, "", Request.NONE, false, false, false, e.getMessage());
        }
    }

    private DmarcVerdict underPolicy(Published policy, String author, SenderFacts sender, List<DkimVerdict> signatures)
            throws NoAnswerException {
        Alignment spf = spf(policy.record(), author, sender);
        Alignment dkim = Alignment.NONE;
        for (DkimVerdict signature : signatures) {
            dkim = dkim.better(dkim(policy.record(), author, signature));
        }
        Alignment best = spf.better(dkim);
        Result result =
                best == Alignment.ALIGNED ? Result.PASS : best == Alignment.UNKNOWN ? Result.TEMPERROR : Result.FAIL;
        return new DmarcVerdict(
                result,
                author,
                policy.domain(),
                result == Result.FAIL ? requested(policy, author) : Request.NONE,
                policy.record().testing(),
                spf == Alignment.ALIGNED,
                dkim == Alignment.ALIGNED,
                reason(result),
                Optional.of(policy.record().published(policy.domain())));
    }

    private Request requested(Published policy, String author) throws NoAnswerException {
        DmarcRecord record = policy.record();
        if (policy.domain().equals(author)) {
            return record.applied(record.policy());
        }
        boolean exists = !record.tellsAbsentApart() || records.exists(author);
        return record.applied(record.forSubdomain(exists));
    }

    /** What an identifier does for the author domain, from worse to better. */
    private enum Alignment {
        NONE,
        /** It would be aligned, but whether it is authenticated could not be found out. */
        UNKNOWN,
        ALIGNED;

        Alignment better(Alignment other) {
            return compareTo(other) >= 0 ? this : other;
        }
    }

    private Alignment spf(DmarcRecord record, String author, SenderFacts sender) throws NoAnswerException {
        boolean passed = sender.spf() == SpfResult.PASS;
        if (!passed && sender.spf() != SpfResult.TEMPERROR) {
            return Alignment.NONE;
        }
        Optional<DomainName> domain = sender.spfDomain().flatMap(DomainName::parse);
        if (domain.isEmpty()) {
            return passed ? Alignment.NONE : Alignment.UNKNOWN;
        }
        return alignment(author, domain.get().value(), record.strictSpf(), passed);
    }

    private Alignment dkim(DmarcRecord record, String author, DkimVerdict signature) throws NoAnswerException {
        boolean unknown = signature.result() == DkimVerdict.Result.TEMPERROR;
        if (!signature.passed() && !unknown) {
            return Alignment.NONE;
        }
        if (signature.domain().isEmpty()) {
            return unknown ? Alignment.UNKNOWN : Alignment.NONE; // not even read: it may be anybody's
        }
        return alignment(author, signature.domain(), record.strictDkim(), signature.passed());
    }

    private Alignment alignment(String author, String identifier, boolean strict, boolean authenticated)
            throws NoAnswerException {
        boolean aligned = author.equals(identifier) || !strict && isSameOrganization(author, identifier);
        if (!aligned) {
            return Alignment.NONE;
        }
        return authenticated ? Alignment.ALIGNED : Alignment.UNKNOWN;
    }

    private boolean isSameOrganization(String author, String identifier) throws NoAnswerException {
        String organization = records.organizationalDomain(author);
        // An organizational domain is the name itself or above it: nothing need be asked about strangers.
        boolean related = identifier.equals(organization) || identifier.endsWith("." + organization);
        return related && records.organizationalDomain(identifier).equals(organization);
    }

    private static DmarcVerdict together(List<DmarcVerdict> verdicts) {
        DmarcVerdict decisive = verdicts.stream()
                .max(Comparator.comparing(DmarcEvaluation::severity).thenComparing(DmarcVerdict::requested))
                .orElseThrow();
        // One of several domains whose server is silent must not keep the policy of another from being applied: the
        // sender chose them.
        boolean hidden = decisive.result() == Result.TEMPERROR;
        return new DmarcVerdict(
                hidden ? Result.FAIL : decisive.result(),
                "",
                decisive.policyDomain(),
                hidden ? Request.QUARANTINE : decisive.requested(),
                decisive.testing(),
                verdicts.stream().allMatch(DmarcVerdict::spfAligned),
                verdicts.stream().allMatch(DmarcVerdict::dkimAligned),
                verdicts.size() + " domains in From; " + decisive.fromDomain() + ": " + decisive.reason());
    }

    /** A failure counts most; a message without a policy for one of its domains is not proven. */
    private static int severity(DmarcVerdict verdict) {
        return switch (verdict.result()) {
            case FAIL -> verdict.requested() == Request.NONE ? 3 : 5;
            case TEMPERROR -> 4;
            case PERMERROR -> 2;
            case NONE -> 1;
            case PASS -> 0;
        };
    }

    private static String reason(Result result) {
        return switch (result) {
            case PASS -> "";
            case TEMPERROR -> "an aligned SPF or DKIM check could not be made";
            default -> "neither SPF nor DKIM passed for a domain aligned with From";
        };
    }

    private static DmarcVerdict unevaluated(Result result, String reason) {
        return new DmarcVerdict(result, "", "", Request.NONE, false, false, false, reason);
    }
}
