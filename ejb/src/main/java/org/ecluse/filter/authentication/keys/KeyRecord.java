package org.ecluse.filter.authentication.keys;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecluse.filter.authentication.canon.TagList;

/**
 * One TXT record at {@code selector._domainkey.domain} (RFC 6376 section 3.6.1). Immutable.
 *
 * @param key the key, empty if the record holds none that can be used
 * @param fault why not, "" with a key
 * @param testing {@code t=y}
 * @param exactDomain {@code t=s}: the domain of {@code i=} must be {@code d=} itself
 */
public record KeyRecord(Optional<VerificationKey> key, String fault, boolean testing, boolean exactDomain) {
    /** A key of 8,192 bits takes 1,400 characters. */
    static final int LONGEST_TEXT = 8_192;

    /** Reads a record; what is wrong with it is a fault, never an exception. */
    static KeyRecord parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return faulty("key record of " + text.length() + " characters");
        }
        return TagList.parse(text).map(KeyRecord::read).orElseGet(() -> faulty("key record is no tag list"));
    }

    private static KeyRecord read(TagList tags) {
        String fault = fault(tags);
        if (!fault.isEmpty()) {
            return faulty(fault);
        }
        List<String> flags = tags.parts("t").orElse(List.of());
        String type = tags.value("k").orElse("rsa").toLowerCase(Locale.ROOT);
        Optional<byte[]> octets = base64(tags.compact("p"));
        Optional<? extends VerificationKey> key = "rsa".equals(type)
                ? octets.flatMap(DerReader::rsaKey).flatMap(n -> RsaVerificationKey.of(n.modulus(), n.exponent()))
                : octets.flatMap(Ed25519VerificationKey::of);
        return key.isEmpty()
                ? faulty("the " + type + " key cannot be used")
                : new KeyRecord(Optional.of(key.get()), "", flags.contains("y"), flags.contains("s"));
    }

    private static String fault(TagList tags) {
        if (tags.has("v") && !("v".equals(tags.first()) && tags.value("v").equals(Optional.of("DKIM1")))) {
            return "key record of another version";
        }
        if (!tags.has("p")) {
            return "key record without p=";
        }
        if (tags.compact("p").isEmpty()) {
            return "key revoked";
        }
        String type = tags.value("k").orElse("rsa").toLowerCase(Locale.ROOT);
        if (!"rsa".equals(type) && !"ed25519".equals(type)) {
            return "key of another type";
        }
        if (tags.parts("h").filter(hashes -> !hashes.contains("sha256")).isPresent()) {
            return "key is not for sha256";
        }
        boolean forMail = tags.parts("s")
                .map(services -> services.contains("*") || services.contains("email"))
                .orElse(true);
        return forMail ? "" : "key is not for mail";
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a fault of the record, said by the caller
        }
    }

    private static KeyRecord faulty(String fault) {
        return new KeyRecord(Optional.empty(), fault, false, false);
    }
}
