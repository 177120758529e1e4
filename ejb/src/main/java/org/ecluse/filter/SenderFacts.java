package org.ecluse.filter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the DNS says of the sender, looked up from MAIL on and reused after DATA. A temporary error is no doubt.
 *
 * @param spfDomain domain that SPF was checked for, empty if none could be
 * @param reverseName name of the client's address if it resolves back to it
 * @param spfBits after a pass, the prefix length of the network through which the client passed
 * @param helo what is known of the name in HELO, its owner's SPF record included
 * @param dmarcWithoutSpf the sender's domain publishes DMARC but no SPF
 * @param spfExplanation after a fail, the words of the domain's owner: untrusted text, ASCII (RFC 7208 section 6.2)
 * @param listings DNS lists that the sender is on, each list once
 */
public record SenderFacts(
        SpfResult spf,
        Optional<String> spfDomain,
        ReverseName reverse,
        Optional<String> reverseName,
        OptionalInt spfBits,
        HeloName helo,
        boolean dmarcWithoutSpf,
        Optional<String> spfExplanation,
        List<Listing> listings) {
    /**
     * The sender is on a DNS list.
     *
     * @param symbol of the list
     * @param blocks whether the list speaks against those who are on it
     * @param strength 0 to 1
     * @param detail list, what was asked about, and what the answer means
     */
    public record Listing(String symbol, boolean blocks, double strength, String detail) {}

    public SenderFacts {
        listings = List.copyOf(listings);
        // Twice the same list would weigh twice, and one list alone must not decide (B9).
        if (listings.stream().map(Listing::symbol).distinct().count() != listings.size()) {
            throw new IllegalArgumentException("a list is named twice: " + listings);
        }
    }

    /** Result of check_host (RFC 7208 section 2.6). */
    public enum SpfResult {
        NONE,
        NEUTRAL,
        PASS,
        FAIL,
        SOFTFAIL,
        TEMPERROR,
        PERMERROR
    }

    /** What the reverse look-up of the client gave. */
    public enum ReverseName {
        CONFIRMED,
        /** Has a name that does not resolve back. */
        UNCONFIRMED,
        NONE,
        UNKNOWN
    }

    /** Whether the name in HELO is the client's. */
    public enum HeloName {
        /** Resolves to the client's address. */
        CONFIRMED,
        /** Does not; that alone is no forgery, many senders stand behind another address than they receive at. */
        UNCONFIRMED,
        /** Does not, and its owner's SPF record forbids the client to use it (RFC 7208 section 2.3). */
        FORBIDDEN,
        UNKNOWN
    }

    /** Nothing could be looked up, or nothing was asked. */
    public static final SenderFacts UNKNOWN =
            new SenderFacts(SpfResult.TEMPERROR, Optional.empty(), ReverseName.UNKNOWN, Optional.empty());

    /** Without what only the grey zone asks for. */
    public SenderFacts(SpfResult spf, Optional<String> spfDomain, ReverseName reverse, Optional<String> reverseName) {
        this(spf, spfDomain, reverse, reverseName, OptionalInt.empty(), HeloName.UNKNOWN, false);
    }

    /** Without an explanation. */
    public SenderFacts(
            SpfResult spf,
            Optional<String> spfDomain,
            ReverseName reverse,
            Optional<String> reverseName,
            OptionalInt spfBits,
            HeloName helo,
            boolean dmarcWithoutSpf) {
        this(spf, spfDomain, reverse, reverseName, spfBits, helo, dmarcWithoutSpf, Optional.empty());
    }

    /** Of a sender that no DNS list was asked about. */
    public SenderFacts(
            SpfResult spf,
            Optional<String> spfDomain,
            ReverseName reverse,
            Optional<String> reverseName,
            OptionalInt spfBits,
            HeloName helo,
            boolean dmarcWithoutSpf,
            Optional<String> spfExplanation) {
        this(spf, spfDomain, reverse, reverseName, spfBits, helo, dmarcWithoutSpf, spfExplanation, List.of());
    }

    /** The same with {@code found} in place of its listings. */
    public SenderFacts with(List<Listing> found) {
        return new SenderFacts(
                spf, spfDomain, reverse, reverseName, spfBits, helo, dmarcWithoutSpf, spfExplanation, found);
    }
}
