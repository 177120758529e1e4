package org.ecluse.filter.authentication.arc;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.MailHeader;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.dkim.Coverage;
import org.ecluse.filter.authentication.dkim.DkimSigner;
import org.ecluse.filter.authentication.dkim.SignatureFault;
import org.ecluse.filter.authentication.dkim.SignatureText;
import org.ecluse.filter.authentication.dkim.SignedFields;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/**
 * Adds the next ARC set to a message (RFC 8617 section 5.1), after every change that we make to it. Safe for many threads.
 */
public final class ArcSealer {
    private final SigningKey key;
    private final Clock clock;
    private final List<String> names;

    public ArcSealer(SigningKey key, Clock clock) {
        this(key, clock, List.of());
    }

    /** @param names exactly the fields that the message signature covers; empty for those of {@link SignedFields} and DKIM-Signature */
    ArcSealer(SigningKey key, Clock clock, List<String> names) {
        this.key = key;
        this.clock = clock;
        this.names = List.copyOf(names);
    }

    /**
     * ARC-Seal, ARC-Message-Signature and ARC-Authentication-Results, each with its line end, to be put before the first field.
     * Empty if the chain must not go on: it said itself that it failed, it has {@value ArcSet#MOST} sets, it failed without a
     * readable instance, or the header is too large. A chain that failed here is sealed {@code cv=fail} over our own set only
     * (section 5.1.2).
     *
     * @param chain what {@link ArcVerifier} said of the message as it came in
     * @param results authserv-id and results as in Authentication-Results; may be folded
     * @throws IllegalArgumentException if {@code results} has a line end that is no folding, or {@code chain} is not that of
     *     this message
     * @throws Budget.BudgetExceededException when the time is used up
     */
    public Optional<String> seal(RawMessage message, ArcVerdict.Result chain, String results, Budget budget)
            throws IOException {
        checkFolded(results);
        SignedMessage signed = SignedMessage.read(message, budget);
        MailHeader header = signed.header();
        int highest = ArcChain.highestInstance(header);
        boolean unreadable = highest == 0 && ArcChain.isIn(header);
        if (!header.isComplete() || unreadable || highest >= ArcSet.MOST || ArcChain.isEnded(header, highest)) {
            return Optional.empty();
        }
        boolean expected = highest == 0 ? chain == ArcVerdict.Result.NONE : chain != ArcVerdict.Result.NONE;
        if (!expected) {
            throw new IllegalArgumentException("chain " + chain + " with " + highest + " sets");
        }
        return Optional.of(set(signed, highest + 1, chain, results));
    }

    private String set(SignedMessage message, int instance, ArcVerdict.Result chain, String results)
            throws IOException {
        String time = "t=" + clock.instant().getEpochSecond();
        String resultField = "ARC-Authentication-Results: i=" + instance + "; " + results + "\r\n";
        String messageSignature = messageSignature(message, instance, time);
        SealScope scope = chain == ArcVerdict.Result.PASS ? chainBefore(message.header()) : new SealScope();
        List<String> tags = List.of(
                "a=" + key.algorithm(),
                "b=",
                "cv=" + chain.name().toLowerCase(Locale.ROOT),
                "d=" + key.domain(),
                "i=" + instance,
                "s=" + key.selector(),
                time);
        String seal = SignatureText.signed(
                "ARC-Seal",
                tags,
                (field, list) ->
                        scope.digest(HeaderField.of(resultField), HeaderField.of(messageSignature), field, list),
                key);
        return seal + messageSignature + resultField;
    }

    private String messageSignature(SignedMessage message, int instance, String time) throws IOException {
        Coverage coverage = DkimSigner.coverage(message, names.isEmpty() ? fields(message.header()) : names);
        List<String> tags = List.of(
                "a=" + key.algorithm(),
                "b=",
                "bh=" + Base64.getEncoder().encodeToString(coverage.bodyHash()),
                "c=relaxed/relaxed",
                "d=" + key.domain(),
                SignatureText.names(coverage.names()),
                "i=" + instance,
                "s=" + key.selector(),
                time);
        return SignatureText.signed(
                "ARC-Message-Signature",
                tags,
                (field, list) -> coverage.headerDigest(message.header(), field, list),
                key);
    }

    private static List<String> fields(MailHeader header) {
        List<String> fields = new ArrayList<>(SignedFields.of(header));
        fields.addAll(
                Collections.nCopies(Math.min(header.named("dkim-signature").size(), 10), "dkim-signature"));
        return fields;
    }

    private static SealScope chainBefore(MailHeader header) {
        SealScope scope = new SealScope();
        try {
            ArcChain.read(header).sets().forEach(scope::include);
        } catch (SignatureFault e) {
            throw new IllegalArgumentException("chain PASS, but " + e.reason());
        }
        return scope;
    }

    private static void checkFolded(String results) {
        for (int i = 0; i < results.length(); i++) {
            if (results.charAt(i) == '\n' || results.charAt(i) == '\r') {
                boolean folding = results.startsWith("\r\n ", i) || results.startsWith("\r\n\t", i);
                if (!folding) {
                    throw new IllegalArgumentException("results end the field");
                }
                i += 2;
            }
        }
    }
}
