package org.ecluse.filter.authentication.dkim;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.canon.BodyHash;
import org.ecluse.filter.authentication.canon.BodyScope;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.keys.KeyRecord;

/** A well-formed signature over header and body, with the keys it may have been made with: DKIM-Signature or ARC-Message-Signature. */
public final class MessageSignature {
    private final HeaderField field;
    private final TagList tags;
    private final SignerTags signer;
    private final Coverage coverage;
    private final List<KeyRecord> keys;

    /** @param keys usable ones, see {@link SignerKeyChoice} */
    public MessageSignature(
            HeaderField field, TagList tags, SignerTags signer, Coverage coverage, List<KeyRecord> keys) {
        this.field = field;
        this.tags = tags;
        this.signer = signer;
        this.coverage = coverage;
        this.keys = List.copyOf(keys);
    }

    /** How the examination ended; {@code reason} is "" with PASS. */
    public record Outcome(Result result, boolean testing, String reason) {}

    /** The part of the body whose hash {@link #judge} will ask for. */
    public BodyScope bodyScope() {
        return coverage.body();
    }

    /** Compares the body, then the header, then asks whether a right signature is also good enough. */
    public Outcome judge(SignedMessage message) throws IOException {
        BodyHash body = message.bodyHash(coverage.body());
        boolean testing = keys.stream().anyMatch(KeyRecord::testing);
        if (!Arrays.equals(body.sha256(), coverage.bodyHash())) {
            return new Outcome(Result.FAIL, testing, "body hash did not verify");
        }
        byte[] digest = coverage.headerDigest(message.header(), field, tags);
        Predicate<KeyRecord> made = key -> key.key().orElseThrow().verifies(digest, signer.signature());
        return keys.stream()
                .filter(made)
                .findFirst()
                .map(key -> worth(key, body))
                .orElseGet(() -> new Outcome(Result.FAIL, testing, "signature did not verify"));
    }

    private Outcome worth(KeyRecord key, BodyHash body) {
        if (!key.key().orElseThrow().isStrong()) {
            return new Outcome(Result.POLICY, key.testing(), "key is too short (RFC 8301)");
        }
        long limit = coverage.body().limit();
        if (limit == BodyScope.WHOLE || limit == body.canonicalBytes()) {
            return new Outcome(Result.PASS, key.testing(), "");
        }
        // Anybody could have added the rest (RFC 6376 section 8.2); l= must not be larger either (section 3.5).
        String reason = "l=" + limit + " of a body of " + body.canonicalBytes();
        return new Outcome(limit < body.canonicalBytes() ? Result.POLICY : Result.PERMERROR, key.testing(), reason);
    }
}
