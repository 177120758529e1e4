package org.ecluse.filter.authentication.dkim;

import java.io.IOException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.ecluse.filter.authentication.canon.BodyScope;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;

/** Signs mail of ours, relaxed/relaxed, with the fields of {@link SignedFields} (R4.8, RFC 6376 section 5). Safe for many threads. */
public final class DkimSigner {
    private final SigningKey key;
    private final Clock clock;

    public DkimSigner(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The DKIM-Signature field with its line end, to be put before the first field. The body is read once as a stream.
     *
     * @throws IllegalArgumentException if the message has no From, or a header too large to be read
     * @throws Budget.BudgetExceededException when the time is used up
     */
    public String sign(RawMessage message, Budget budget) throws IOException {
        SignedMessage signed = SignedMessage.read(message, budget);
        if (!signed.header().isComplete() || signed.header().named("from").isEmpty()) {
            throw new IllegalArgumentException("message without From, or with too large a header");
        }
        Coverage coverage = coverage(signed, SignedFields.of(signed.header()));
        List<String> tags = List.of(
                "v=1",
                "a=" + key.algorithm(),
                "c=relaxed/relaxed",
                "d=" + key.domain(),
                "s=" + key.selector(),
                "t=" + clock.instant().getEpochSecond(),
                SignatureText.names(coverage.names()),
                "bh=" + Base64.getEncoder().encodeToString(coverage.bodyHash()),
                "b=");
        return SignatureText.signed(
                "DKIM-Signature", tags, (field, list) -> coverage.headerDigest(signed.header(), field, list), key);
    }

    /** Relaxed/relaxed over the whole body and the fields named. */
    public static Coverage coverage(SignedMessage message, List<String> names) throws IOException {
        BodyScope body = BodyScope.whole(Canonicalization.RELAXED);
        return new Coverage(
                Canonicalization.RELAXED, body, message.bodyHash(body).sha256(), names);
    }
}
