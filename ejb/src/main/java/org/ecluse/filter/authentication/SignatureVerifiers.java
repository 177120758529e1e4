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

/** DKIM and ARC together: the header is read once and the body hashed in one pass for both. Safe for use by many threads. */
public final class SignatureVerifiers implements SignatureChecks {
    private static final int CACHED_KEYS = 2_000;

    private final Clock clock;
    private final KeyCache keys = new KeyCache(CACHED_KEYS);

    public SignatureVerifiers(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Verdicts verify(RawMessage raw, DnsLookup dns, Budget budget) throws IOException {
        SignedMessage message = SignedMessage.read(raw, budget);
        DkimVerifier dkim = new DkimVerifier(dns, clock, keys);
        // Both say what they want hashed before either is judged: the body is read for all of it at once.
        List<DkimExamination> signatures = dkim.prepare(message, budget);
        ArcExamination chain = new ArcVerifier(dns, clock, keys).prepare(message, budget);
        List<DkimVerdict> verdicts = dkim.judge(signatures, message);
        ArcVerdict arc = chain.verdict(message, budget);
        return new Verdicts(verdicts, arc);
    }
}
