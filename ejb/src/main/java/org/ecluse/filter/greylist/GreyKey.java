package org.ecluse.filter.greylist;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RegistrableDomain;
import org.ecluse.mail.ReversePath;

/**
 * What a correspondence is recognised by when it comes back (R1.7): the pool of servers and the sender's domain.
 *
 * @param pool {@code spf:<domain>}, {@code helo:<domain>}, or a network in CIDR form
 * @param domain of the sender, or HELO for the null reverse-path; at most 255 characters
 */
public record GreyKey(String pool, String domain) {
    private static final int WIDEST_V4 = 16;
    private static final int WIDEST_V6 = 32;
    private static final int LONGEST = 255;

    /**
     * The key of a try, and after it others that an earlier try of the same servers may have had, because the DNS knew more or
     * less then. Never empty.
     */
    public static List<GreyKey> candidates(InetAddress client, String helo, ReversePath from, SenderFacts facts) {
        String domain = domain(from, helo);
        List<GreyKey> keys = new ArrayList<>();
        spfPool(client, facts).ifPresent(pool -> keys.add(new GreyKey(pool, domain)));
        heloPool(client, helo, facts).ifPresent(pool -> keys.add(new GreyKey(pool, domain)));
        keys.add(new GreyKey(ClientNetwork.of(client), domain));
        return keys;
    }

    /** The sender's domain in comparable form; for a bounce what HELO says, whatever that is. */
    public static String domain(ReversePath from, String helo) {
        return from.address()
                .map(EmailAddress::domain)
                .or(() -> DomainName.parse(helo))
                .map(DomainName::value)
                .orElseGet(() -> helo.toLowerCase(Locale.ROOT).substring(0, Math.min(helo.length(), LONGEST)));
    }

    /** Whoever passes through half the Internet has shown nothing: such a range is no pool. */
    private static Optional<String> spfPool(InetAddress client, SenderFacts facts) {
        int widest = client.getAddress().length == 4 ? WIDEST_V4 : WIDEST_V6;
        boolean narrow = facts.spf() == SpfResult.PASS && facts.spfBits().orElse(0) >= widest;
        return facts.spfDomain().filter(domain -> narrow).map(domain -> "spf:" + domain.toLowerCase(Locale.ROOT));
    }

    /** The registered domain of the HELO name, if that is the client's; subscribers of one provider are no pool. */
    private static Optional<String> heloPool(InetAddress client, String helo, SenderFacts facts) {
        if (facts.helo() != HeloName.CONFIRMED || GenericName.is(helo, client)) {
            return Optional.empty();
        }
        return DomainName.parse(helo).map(name -> "helo:" + RegistrableDomain.of(name.value()));
    }
}
