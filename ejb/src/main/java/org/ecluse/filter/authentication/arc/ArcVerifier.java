package org.ecluse.filter.authentication.arc;

import java.io.IOException;
import java.time.Clock;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.keys.KeyCache;
import org.ecluse.filter.authentication.keys.SignerKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/**
 * Validates the ARC chain of a message (R1.11, RFC 8617 section 5.2): structure, the newest ARC-Message-Signature, every
 * ARC-Seal. At most {@value ArcSet#MOST} sets, each signer asked for once. Every fault is a failure, also a DNS that does not
 * answer (section 5.2.1). Safe for many threads.
 */
public final class ArcVerifier {
    private static final int CACHED_KEYS = 1_000;

    private final DnsLookup dns;
    private final Clock clock;
    private final KeyCache cache;

    public ArcVerifier(DnsLookup dns, Clock clock) {
        this(dns, clock, new KeyCache(CACHED_KEYS));
    }

    /** @param cache may be shared with the DKIM verifier */
    public ArcVerifier(DnsLookup dns, Clock clock, KeyCache cache) {
        this.dns = dns;
        this.clock = clock;
        this.cache = cache;
    }

    /**
     * The state of the chain. Bad mail never throws.
     *
     * @throws Budget.BudgetExceededException when the time is used up
     * @throws IOException if the message cannot be read
     */
    public ArcVerdict verify(RawMessage message, Budget budget) throws IOException {
        return verify(SignedMessage.read(message, budget), budget);
    }

    /** The same for a message whose header is read already. */
    public ArcVerdict verify(SignedMessage message, Budget budget) throws IOException {
        return prepare(message, budget).verdict(message, budget);
    }

    /** First half of {@link #verify}: reads the sets, gets the keys and says which body hash will be needed. */
    public ArcExamination prepare(SignedMessage message, Budget budget) {
        return ArcExamination.open(message, new SignerKeys(dns, cache, budget), clock.instant());
    }
}
