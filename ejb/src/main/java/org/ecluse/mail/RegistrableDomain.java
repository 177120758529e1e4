package org.ecluse.mail;

import crawlercommons.domains.EffectiveTldFinder;

/** The part of a host name that somebody registered, by the public suffix list: {@code mail.shop.example.co.uk} → {@code example.co.uk}. */
public final class RegistrableDomain {
    private RegistrableDomain() {}

    /** The registered domain, or {@code host} itself if it has none (an address, a public suffix, a single label). */
    public static String of(String host) {
        String assigned = EffectiveTldFinder.getAssignedDomain(host, true, false);
        return assigned == null || assigned.isEmpty() ? host : assigned;
    }

    /** True if both belong to one registrant: relaxed alignment (RFC 7489 section 3.1). */
    public static boolean aligned(String one, String other) {
        return one.equals(other) || of(one).equals(of(other));
    }
}
