package org.ecluse.filter.authentication.arc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.dkim.Coverage;
import org.ecluse.filter.authentication.dkim.MessageSignature;
import org.ecluse.filter.authentication.dkim.SignatureFault;
import org.ecluse.filter.authentication.dkim.SignerKeyChoice;
import org.ecluse.filter.authentication.dkim.SignerTags;
import org.ecluse.filter.authentication.keys.SignerKeys;
import org.ecluse.mail.Budget;

/** An ARC chain on its way to a verdict: settled by its structure, or waiting for the hashes of the message. */
public final class ArcExamination {
    private final ArcVerdict settled;
    private final Optional<Signatures> signatures;

    private ArcExamination(ArcVerdict settled, Optional<Signatures> signatures) {
        this.settled = settled;
        this.signatures = signatures;
    }

    private record Signatures(ArcChain chain, MessageSignature newest, List<SealSignature> seals) {}

    static ArcExamination open(SignedMessage message, SignerKeys keys, Instant now) {
        if (!ArcChain.isIn(message.header())) {
            return new ArcExamination(ArcVerdict.NONE, Optional.empty());
        }
        try {
            Signatures signatures = read(message, keys, now);
            message.want(signatures.newest.bodyScope());
            return new ArcExamination(ArcVerdict.NONE, Optional.of(signatures));
        } catch (SignatureFault e) {
            return new ArcExamination(failed(e.reason()), Optional.empty());
        }
    }

    /** Second half of {@link ArcVerifier#verify(SignedMessage, Budget)}: hashes and compares. */
    public ArcVerdict verdict(SignedMessage message, Budget budget) throws IOException {
        if (signatures.isEmpty()) {
            return settled;
        }
        Signatures found = signatures.get();
        MessageSignature.Outcome newest = found.newest.judge(message);
        if (newest.result() != DkimVerdict.Result.PASS) {
            return failed("newest message signature: " + newest.reason());
        }
        List<byte[]> digests = SealScope.digests(found.chain);
        for (int i = digests.size() - 1; i >= 0; i--) {
            budget.check();
            if (!found.seals.get(i).verifies(digests.get(i))) {
                return failed("seal " + (i + 1) + " did not verify");
            }
        }
        List<String> sealers =
                found.seals.stream().map(seal -> seal.signer().domain().value()).toList();
        return new ArcVerdict(
                ArcVerdict.Result.PASS, sealers, found.chain.last().resultText(), "");
    }

    private static Signatures read(SignedMessage message, SignerKeys keys, Instant now) throws SignatureFault {
        if (!message.header().isComplete()) {
            throw SignatureFault.permanent("header is too large");
        }
        ArcChain chain = ArcChain.read(message.header());
        for (ArcSet set : chain.sets()) {
            checkState(set);
        }
        MessageSignature newest = messageSignature(chain.last(), keys, now);
        List<SealSignature> seals = new ArrayList<>();
        for (ArcSet set : chain.sets()) {
            seals.add(SealSignature.read(set, keys, now));
        }
        return new Signatures(chain, newest, seals);
    }

    /** The first handler found no chain, every later one a good chain (RFC 8617 section 5.2, step 3). */
    private static void checkState(ArcSet set) throws SignatureFault {
        String expected = set.instance() == 1 ? "none" : "pass";
        if (!set.chainValidation().equals(expected)) {
            throw SignatureFault.permanent("seal " + set.instance() + " does not say cv=" + expected);
        }
    }

    private static MessageSignature messageSignature(ArcSet set, SignerKeys keys, Instant now) throws SignatureFault {
        SignerTags signer = SignerTags.read(set.messageTags(), now);
        // RFC 8617 names no default of its own; sealers that leave c= out mean relaxed, as the public suite has it.
        Coverage coverage = Coverage.read(set.messageTags(), "relaxed/relaxed");
        if (coverage.names().contains(ArcSet.SEAL)) {
            throw SignatureFault.permanent("message signature covers a seal");
        }
        return new MessageSignature(
                set.messageSignature(),
                set.messageTags(),
                signer,
                coverage,
                SignerKeyChoice.usable(signer, true, keys));
    }

    private static ArcVerdict failed(String reason) {
        return new ArcVerdict(ArcVerdict.Result.FAIL, List.of(), "", reason);
    }
}
