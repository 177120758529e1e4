package org.ecluse.filter.authentication;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.dns.BoundedLookup;
import org.ecluse.dns.DnsLookup;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.SignatureCheck.Signatures;
import org.ecluse.filter.authentication.dmarc.DmarcEvaluation;
import org.ecluse.filter.authentication.spf.SpfCheck;
import org.ecluse.filter.authentication.spf.SpfOutcome;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.DomainName;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;

/**
 * Establishes once per message what it proves about its sender: DKIM, ARC, and DMARC over these and SPF (R1.11). Bounded in time,
 * questions to the DNS and octets; what could not be found out is a temporary error, never a failure of the sender. Safe for use
 * by many threads.
 */
public final class MessageAuthenticator {
    /** Beyond them a message is not worth asking for: ten keys, ten seals and a few tree walks. */
    private static final int MOST_QUESTIONS = 60;

    /** A signed message is hashed once for each canonicalization and length. */
    private static final long BYTE_BUDGET = 400L * 1024 * 1024;

    private static final long ENTRY_BUDGET = 10_000;

    /** Keys may take the time, a look-up that began within it may end later, and then policies may take theirs. */
    private static final int LONGEST_TOGETHER = 3;

    private static final List<String> SIGNATURE_FIELDS =
            List.of("DKIM-Signature", "ARC-Seal", "ARC-Message-Signature", "ARC-Authentication-Results");

    /** Verifies DKIM and ARC, as {@link SignatureCheck} does, with look-ups that are bounded for the one message. */
    @FunctionalInterface
    public interface SignatureVerifier {
        /**
         * @throws BudgetExceededException the message costs more than it may
         * @throws IOException the message cannot be read from where it is kept
         */
        Signatures verify(RawMessage message, DnsLookup dns, Budget budget) throws IOException;
    }

    private final DnsLookup dns;
    private final SignatureVerifier signatures;
    private final Duration time;
    private final String hostName;

    /**
     * @param hostName of this server
     * @param time for the keys of all signatures, and for the policy after them; usually both come within milliseconds
     */
    public MessageAuthenticator(DnsLookup dns, SignatureVerifier signatures, Duration time, String hostName) {
        this.dns = dns;
        this.hostName = hostName;
        this.signatures = signatures;
        this.time = time;
    }

    /**
     * {@code sender} with SPF, if that was not known in time: a client whose own reverse name is slow must not escape its sender
     * domain's policy that way.
     */
    public SenderFacts withSpf(SessionFacts session, ReversePath from, SenderFacts sender) {
        if (sender.spf() != SpfResult.TEMPERROR || sender.spfDomain().isPresent()) {
            return sender;
        }
        SpfOutcome spf = new SpfCheck(new BoundedLookup(dns, time, MOST_QUESTIONS), hostName)
                .check(session.client(), from.text(), session.helo());
        return new SenderFacts(
                spf.result(),
                Optional.of(spf.domain()),
                sender.reverse(),
                sender.reverseName(),
                spf.passedBits(),
                sender.helo(),
                sender.dmarcWithoutSpf(),
                spf.explanation(),
                sender.listings());
    }

    /**
     * @param sender with what SPF found
     * @throws IOException the message cannot be read from where it is kept
     */
    public MessageAuthentication authenticate(RawMessage raw, ParsedMessage parsed, SenderFacts sender)
            throws IOException {
        // Policies are asked for apart from keys: the sender chooses whose signatures it shows, and servers of its own
        // that do not answer must not keep us from the policy of the domain in From, nor use up its time.
        DmarcEvaluation dmarc =
                new DmarcEvaluation(new BoundedLookup(dns, time.multipliedBy(LONGEST_TOGETHER), MOST_QUESTIONS));
        List<DomainName> authors = AuthorDomains.of(parsed);
        dmarc.expect(authors); // the answer comes while the signatures are verified
        Signatures verdicts = isSigned(parsed) ? verify(raw) : Signatures.NONE;
        return new MessageAuthentication(
                verdicts.dkim(), verdicts.arc(), dmarc.verdict(authors, sender, verdicts.dkim()));
    }

    /** A header that was not read to its end may hold a signature that was not seen. */
    private static boolean isSigned(ParsedMessage parsed) {
        return !parsed.faults().isEmpty()
                || SIGNATURE_FIELDS.stream().anyMatch(name -> parsed.first(name).isPresent());
    }

    private Signatures verify(RawMessage raw) throws IOException {
        BoundedLookup keys = new BoundedLookup(dns, time, MOST_QUESTIONS);
        try {
            Budget budget = Budget.of(time.multipliedBy(LONGEST_TOGETHER), BYTE_BUDGET, ENTRY_BUDGET);
            Signatures verdicts = signatures.verify(raw, keys, budget);
            return new Signatures(
                    verdicts.dkim().stream().map(each -> asked(each, keys)).toList(), verdicts.arc());
        } catch (BudgetExceededException e) {
            boolean ours = e.isTime() && keys.unanswered() == 0;
            return unverified(
                    ours ? DkimVerdict.Result.TEMPERROR : DkimVerdict.Result.PERMERROR,
                    "more " + e.getMessage() + " than allowed");
        } catch (RuntimeException | StackOverflowError e) {
            // One mail that breaks the verifier must not be deferred for days: it goes on unproven, and the finding
            // says why.
            return unverified(DkimVerdict.Result.TEMPERROR, e.toString());
        }
    }

    /**
     * A key that was not asked for, because servers of other signers were silent too long, is no temporary error: else a sender
     * could put such signatures before a false one and nothing would be held against it.
     */
    private static DkimVerdict asked(DkimVerdict verdict, BoundedLookup keys) {
        boolean notAsked = verdict.result() == DkimVerdict.Result.TEMPERROR
                && keys.hasRefused(verdict.selector() + "._domainkey." + verdict.domain());
        return notAsked
                ? new DkimVerdict(
                        DkimVerdict.Result.PERMERROR,
                        verdict.domain(),
                        verdict.selector(),
                        verdict.algorithm(),
                        verdict.signaturePrefix(),
                        verdict.testing(),
                        "the key was not asked for: too many others did not answer")
                : verdict;
    }

    private static Signatures unverified(DkimVerdict.Result result, String reason) {
        return new Signatures(
                List.of(new DkimVerdict(result, "", "", "", "", false, reason)),
                new ArcVerdict(ArcVerdict.Result.FAIL, List.of(), "", reason));
    }
}
