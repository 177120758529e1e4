package org.ecluse.filter.authentication.spf;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.SenderFacts.SpfResult;

/** Answers whether a client may send for a domain (R1.11, RFC 7208). Stateless; every check has its own bounds. */
public final class SpfCheck {
    private final DnsLookup dns;
    private final String receiver;

    /** @param receiver host name of this server, for the explanation's macro {@code r} */
    public SpfCheck(DnsLookup dns, String receiver) {
        this.dns = dns;
        this.receiver = receiver;
    }

    /**
     * check_host() for the MAIL FROM identity, or for HELO if it is null (section 2.4).
     *
     * @param mailFrom "" for the null reverse-path
     */
    public SpfOutcome check(InetAddress client, String mailFrom, String helo) {
        SpfIdentity identity = SpfIdentity.of(client, mailFrom, helo);
        SpfEvaluation evaluation = new SpfEvaluation(dns, identity, receiver);
        SpfResult result = isCheckable(identity.domain()) ? evaluation.checkHost(identity.domain(), 0) : SpfResult.NONE;
        Optional<String> explanation = result == SpfResult.FAIL ? evaluation.explanation() : Optional.empty();
        OptionalInt passedBits =
                result == SpfResult.PASS ? OptionalInt.of(evaluation.matchedBits()) : OptionalInt.empty();
        return new SpfOutcome(result, identity.domain(), passedBits, explanation);
    }

    /** Section 4.3: a malformed or single-label domain has no policy. */
    private static boolean isCheckable(String domain) {
        List<String> labels = List.of(domain.split("\\.", -1));
        return domain.length() <= 253
                && labels.size() > 1
                && !domain.startsWith("[")
                && labels.stream().allMatch(label -> !label.isEmpty() && label.length() <= 63);
    }
}
