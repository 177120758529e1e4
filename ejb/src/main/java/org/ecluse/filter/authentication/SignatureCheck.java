package org.ecluse.filter.authentication;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.arc.ArcExamination;
import org.ecluse.filter.authentication.arc.ArcVerifier;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.dkim.DkimExamination;
import org.ecluse.filter.authentication.dkim.DkimVerifier;
import org.ecluse.filter.authentication.keys.KeyCache;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/** DKIM and ARC of a message with one pass over its body (R1.11). Safe for many threads. */
public final class SignatureCheck {
    /** Records of keys that are worth remembering. */
    public static final int CACHED_KEYS = 2_000;

    private final DkimVerifier dkim;
    private final ArcVerifier arc;

    public SignatureCheck(DnsLookup dns, Clock clock) {
        this(dns, clock, new KeyCache(CACHED_KEYS));
    }

    /**
     * @param dns may be bounded for one message
     * @param cache shared by all messages
     */
    public SignatureCheck(DnsLookup dns, Clock clock, KeyCache cache) {
        this.dkim = new DkimVerifier(dns, clock, cache);
        this.arc = new ArcVerifier(dns, clock, cache);
    }

    /** What the two say. */
    public record Signatures(List<DkimVerdict> dkim, ArcVerdict arc) {
        /** Of a message that is not signed at all. */
        public static final Signatures NONE = new Signatures(List.of(), ArcVerdict.NONE);

        public Signatures {
            dkim = List.copyOf(dkim);
        }
    }

    /**
     * As {@link DkimVerifier#verify} and {@link ArcVerifier#verify}.
     *
     * @throws Budget.BudgetExceededException when the time is used up
     * @throws IOException if the message cannot be read
     */
    public Signatures verify(RawMessage raw, Budget budget) throws IOException {
        SignedMessage message = SignedMessage.read(raw, budget);
        List<DkimExamination> signatures = dkim.prepare(message, budget);
        ArcExamination chain = arc.prepare(message, budget);
        return new Signatures(dkim.judge(signatures, message), chain.verdict(message, budget));
    }
}
