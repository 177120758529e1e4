package org.ecluse.filter.authentication.dkim;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.canon.TagList;
import org.ecluse.mail.DomainName;

/**
 * Who signed and when, in the tags that DKIM-Signature, ARC-Message-Signature and ARC-Seal share (RFC 6376 section 3.5).
 *
 * @param algorithm {@code rsa-sha256} or {@code ed25519-sha256}
 * @param keyName where the key is in the DNS
 */
public record SignerTags(String algorithm, DomainName domain, String keyName, byte[] signature) {
    private static final List<String> ALGORITHMS = List.of("rsa-sha256", "ed25519-sha256");
    /** Clocks of senders that are wrong by less than this do not cost them their signature. */
    private static final Duration FUTURE_SKEW = Duration.ofHours(1);

    private static final Duration EXPIRY_SKEW = Duration.ofMinutes(5);
    private static final int MOST_DIGITS = 76;

    /** @throws SignatureFault if a tag is missing, malformed or not acceptable, or the time is over or has not come */
    public static SignerTags read(TagList tags, Instant now) throws SignatureFault {
        String algorithm = required(tags, "a");
        DomainName domain = domain(required(tags, "d")).orElseThrow(() -> SignatureFault.permanent("d= is no domain"));
        DomainName keyName = domain(required(tags, "s"))
                .flatMap(selector -> DomainName.parse(selector + "._domainkey." + domain))
                .orElseThrow(() -> SignatureFault.permanent("s= is no selector"));
        byte[] signature = base64(tags, "b");
        if ("rsa-sha1".equals(algorithm)) {
            throw new SignatureFault(Result.POLICY, "rsa-sha1 is not accepted (RFC 8301)");
        }
        if (!ALGORITHMS.contains(algorithm)) {
            throw SignatureFault.permanent("unknown algorithm");
        }
        checkTimes(tags, now);
        return new SignerTags(algorithm, domain, keyName.value(), signature);
    }

    /** A domain as it stands in a tag: A-labels or UTF-8 (RFC 8616). */
    static Optional<DomainName> domain(String octets) {
        return DomainName.parse(TagList.utf8(octets));
    }

    static String required(TagList tags, String name) throws SignatureFault {
        return tags.value(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> SignatureFault.permanent(name + "= is missing or empty"));
    }

    static byte[] base64(TagList tags, String name) throws SignatureFault {
        String text = tags.compact(name);
        if (text.isEmpty()) {
            throw SignatureFault.permanent(name + "= is missing or empty");
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw SignatureFault.permanent(name + "= is not base64");
        }
    }

    /** A decimal number; what is larger than a long can hold is the largest long. */
    static Optional<Long> number(TagList tags, String name) throws SignatureFault {
        Optional<String> text = tags.value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String digits = text.get();
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw SignatureFault.permanent(name + "= is not a number");
        }
        return Optional.of(digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    private static void checkTimes(TagList tags, Instant now) throws SignatureFault {
        Optional<Long> signed = number(tags, "t");
        Optional<Long> expires = number(tags, "x");
        if (signed.isPresent() && signed.get() > now.plus(FUTURE_SKEW).getEpochSecond()) {
            throw SignatureFault.permanent("signed in the future");
        }
        if (expires.isPresent()) {
            if (expires.get() < now.minus(EXPIRY_SKEW).getEpochSecond()) {
                throw SignatureFault.permanent("signature expired");
            }
            if (signed.isPresent() && expires.get() <= signed.get()) {
                throw SignatureFault.permanent("expires before it was signed");
            }
        }
    }
}
