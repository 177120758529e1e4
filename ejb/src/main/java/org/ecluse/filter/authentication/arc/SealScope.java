package org.ecluse.filter.authentication.arc;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.Sha256;
import org.ecluse.filter.authentication.canon.TagList;

/**
 * What ARC seals sign: every set up to theirs, relaxed, results, message signature and seal in turn, the own seal without the
 * value of its {@code b=} (RFC 8617 section 5.1.1). One pass for all of them.
 */
final class SealScope {
    private final MessageDigest running = Sha256.create();

    /** The digest for each seal of a chain, from instance 1 on. */
    static List<byte[]> digests(ArcChain chain) {
        SealScope scope = new SealScope();
        List<byte[]> digests = new ArrayList<>();
        for (ArcSet set : chain.sets()) {
            digests.add(scope.digest(set.results(), set.messageSignature(), set.seal(), set.sealTags()));
            scope.include(set);
        }
        return digests;
    }

    /** Makes a set part of what later seals sign. */
    void include(ArcSet set) {
        add(running, set.results());
        add(running, set.messageSignature());
        add(running, set.seal());
    }

    /** What the seal of the next set signs. */
    byte[] digest(HeaderField results, HeaderField messageSignature, HeaderField seal, TagList sealTags) {
        MessageDigest digest = Sha256.copy(running);
        add(digest, results);
        add(digest, messageSignature);
        digest.update(seal.canonicalWithout(sealTags.start("b"), sealTags.end("b"), Canonicalization.RELAXED));
        return digest.digest();
    }

    private static void add(MessageDigest digest, HeaderField field) {
        digest.update(field.canonical(Canonicalization.RELAXED));
    }
}
