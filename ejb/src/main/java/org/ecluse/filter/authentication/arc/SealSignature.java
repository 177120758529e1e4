package org.ecluse.filter.authentication.arc;

import java.time.Instant;
import java.util.List;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.filter.authentication.dkim.SignatureFault;
import org.ecluse.filter.authentication.dkim.SignerKeyChoice;
import org.ecluse.filter.authentication.dkim.SignerTags;
import org.ecluse.filter.authentication.keys.KeyRecord;
import org.ecluse.filter.authentication.keys.SignerKeys;

/** A well-formed ARC-Seal with the keys it may have been made with (RFC 8617 section 4.1.3). */
record SealSignature(SignerTags signer, List<KeyRecord> keys) {
    static SealSignature read(ArcSet set, SignerKeys keys, Instant now) throws SignatureFault {
        TagList tags = set.sealTags();
        if (tags.has("h")) {
            throw SignatureFault.permanent("seal " + set.instance() + " has h=");
        }
        SignerTags signer = SignerTags.read(tags, now);
        return new SealSignature(signer, SignerKeyChoice.usable(signer, true, keys));
    }

    boolean verifies(byte[] digest) {
        return keys.stream()
                .flatMap(record -> record.key().stream())
                .anyMatch(key -> key.isStrong() && key.verifies(digest, signer.signature()));
    }
}
