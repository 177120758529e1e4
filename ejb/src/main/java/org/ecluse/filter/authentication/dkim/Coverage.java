package org.ecluse.filter.authentication.dkim;

import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ecluse.filter.authentication.canon.BodyScope;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.MailHeader;
import org.ecluse.filter.authentication.canon.Sha256;
import org.ecluse.filter.authentication.canon.TagList;

/**
 * What a signature covers of its message.
 *
 * @param names lower case, in the order of {@code h=}
 */
public record Coverage(Canonicalization header, BodyScope body, byte[] bodyHash, List<String> names) {
    public Coverage {
        names = List.copyOf(names);
    }

    /**
     * Reads what a signature says of itself.
     *
     * @param unsaid canonicalization where there is no {@code c=}
     * @throws SignatureFault if {@code c=}, {@code l=}, {@code bh=} or {@code h=} is missing or malformed
     */
    public static Coverage read(TagList tags, String unsaid) throws SignatureFault {
        byte[] bodyHash = SignerTags.base64(tags, "bh");
        long limit = SignerTags.number(tags, "l").orElse(BodyScope.WHOLE);
        List<String> names = tags.parts("h").orElseThrow(() -> SignatureFault.permanent("h= is missing")).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        String written = tags.value("c").orElse(unsaid);
        int slash = written.indexOf('/');
        Canonicalization header = canonicalization(slash < 0 ? written : written.substring(0, slash));
        Canonicalization body = slash < 0 ? Canonicalization.SIMPLE : canonicalization(written.substring(slash + 1));
        return new Coverage(header, new BodyScope(body, limit), bodyHash, names);
    }

    /**
     * SHA-256 over the header fields named, then over the signature field itself without the value of its {@code b=}
     * (RFC 6376 section 3.7). Each time a name stands in {@code h=} the next field of it counts, from the bottom up.
     */
    public byte[] headerDigest(MailHeader message, HeaderField own, TagList ownTags) {
        MessageDigest digest = Sha256.create();
        Map<String, Integer> left = new HashMap<>();
        for (String name : names) {
            next(message, own, name, left).ifPresent(field -> digest.update(field.canonical(header)));
        }
        digest.update(own.canonicalWithout(ownTags.start("b"), ownTags.end("b"), header));
        return digest.digest();
    }

    private static Optional<HeaderField> next(
            MailHeader message, HeaderField own, String name, Map<String, Integer> left) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<HeaderField> fields = message.named(name);
        int at = left.getOrDefault(name, fields.size()) - 1;
        if (at >= 0 && fields.get(at) == own) {
            at--; // a signature never covers itself by name (RFC 6376 section 3.5, h=)
        }
        left.put(name, Math.max(at, 0));
        return at < 0 ? Optional.empty() : Optional.of(fields.get(at));
    }

    private static Canonicalization canonicalization(String word) throws SignatureFault {
        return Canonicalization.of(word).orElseThrow(() -> SignatureFault.permanent("c= is unknown"));
    }
}
