package org.ecluse.filter.authentication.dkim;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.keys.KeyCache;
import org.ecluse.filter.authentication.keys.SignerKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/**
 * Says what the DKIM signatures of a message are worth (R1.11, RFC 6376 section 6, RFC 8301, RFC 8463). At most
 * {@value #MOST_SIGNATURES} signatures, each with at most one DNS look-up; the body is read once, and only if a key was found.
 * Safe for many threads.
 */
public final class DkimVerifier {
    static final int MOST_SIGNATURES = 10;

    private static final int CACHED_KEYS = 1_000;

    private final DnsLookup dns;
    private final Clock clock;
    private final KeyCache cache;

    public DkimVerifier(DnsLookup dns, Clock clock) {
        this(dns, clock, new KeyCache(CACHED_KEYS));
    }

    /** @param cache may be shared with the ARC verifier */
    public DkimVerifier(DnsLookup dns, Clock clock, KeyCache cache) {
        this.dns = dns;
        this.clock = clock;
        this.cache = cache;
    }

    /**
     * One verdict for each signature from the top. Bad mail never throws.
     *
     * @throws Budget.BudgetExceededException when the time is used up
     * @throws IOException if the message cannot be read
     */
    public List<DkimVerdict> verify(RawMessage message, Budget budget) throws IOException {
        return verify(SignedMessage.read(message, budget), budget);
    }

    /** The same for a message whose header is read already, to share the pass over the body. */
    public List<DkimVerdict> verify(SignedMessage message, Budget budget) throws IOException {
        return judge(prepare(message, budget), message);
    }

    /** First half: reads the fields, gets the keys and says which body hashes will be needed. */
    public List<DkimExamination> prepare(SignedMessage message, Budget budget) {
        SignerKeys keys = new SignerKeys(dns, cache, budget);
        List<DkimExamination> examinations = new ArrayList<>();
        for (HeaderField field : message.header().named("dkim-signature")) {
            if (examinations.size() == MOST_SIGNATURES) {
                break;
            }
            budget.check();
            examinations.add(DkimExamination.open(field, message, keys, clock.instant()));
        }
        return examinations;
    }

    /** Second half: hashes and compares. */
    public List<DkimVerdict> judge(List<DkimExamination> examinations, SignedMessage message) throws IOException {
        List<DkimVerdict> verdicts = new ArrayList<>();
        for (DkimExamination examination : examinations) {
            verdicts.add(examination.verdict(message));
        }
        int more = message.header().named("dkim-signature").size() - examinations.size();
        if (more > 0) {
            verdicts.add(new DkimVerdict(
                    Result.NEUTRAL, "", "", "", "", false, more + " more signatures were not examined"));
        }
        return verdicts;
    }
}
