package org.ecluse.mail;

import crawlercommons.domains.EffectiveTldFinder;
import java.util.Optional;
import java.util.Set;

/** The part of a host name that somebody registered, by the public suffix list: {@code mail.shop.example.co.uk} → {@code example.co.uk}. */
public final class RegistrableDomain {
    /** Kept, because the library copies its whole list at each question. */
    private static final Set<String> LISTED =
            Set.copyOf(EffectiveTldFinder.getEffectiveTLDs().keySet());

    private RegistrableDomain() {}

    /** The registered domain, or {@code host} itself if it has none (an address, a public suffix, a single label). */
    public static String of(String host) {
        return find(host).orElse(host);
    }

    /**
     * The registered domain, or empty for an address, a public suffix or a single label. A name under a top level that the list
     * does not know is registered right below it.
     */
    public static Optional<String> find(String host) {
        return Optional.ofNullable(EffectiveTldFinder.getAssignedDomain(host, true, false))
                .filter(assigned -> !assigned.isEmpty())
                .or(() -> belowUnlisted(host));
    }

    private static Optional<String> belowUnlisted(String host) {
        int last = host.lastIndexOf('.');
        boolean domain =
                last > 0 && host.chars().skip(last + 1L).anyMatch(Character::isLetter) && host.indexOf(':') < 0;
        if (!domain || LISTED.contains(host.substring(last + 1))) {
            return Optional.empty();
        }
        return Optional.of(host.substring(host.lastIndexOf('.', last - 1) + 1));
    }

    /** True if both belong to one registrant: relaxed alignment (RFC 7489 section 3.1). */
    public static boolean aligned(String one, String other) {
        return one.equals(other) || of(one).equals(of(other));
    }
}
