package org.ecluse.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.crypto.Mac;

/**
 * Signs and reads links: {@code v1.<kid>.<base64url(purpose|subject|recipient|exp|epoch)>.<base64url(HMAC-SHA-256)>}
 * (decisions: Security). The MAC covers everything before it, version and key id included.
 */
public final class LinkSigner {
    /** Longer texts are not looked at: an address key has at most 320 characters. */
    static final int MAX_LENGTH = 900;

    private static final String VERSION = "v1";
    private static final int OPAQUE_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final List<SigningKey> keys;

    /** @param keys those that count, the one that signs first */
    public LinkSigner(List<SigningKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no signing key");
        }
        this.keys = List.copyOf(keys);
    }

    /** The token, in characters that a URL path takes unchanged. */
    public String sign(LinkClaim claim) {
        SigningKey key = keys.get(0);
        String payload = claim.purpose() + "|" + claim.subject() + "|" + claim.recipient() + "|"
                + claim.expiresAt().getEpochSecond() + "|" + claim.epoch();
        String signed =
                VERSION + "." + key.kid() + "." + ENCODER.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + ENCODER.encodeToString(mac(key, signed));
    }

    /**
     * Reads what may be a token; never throws over its text.
     *
     * @param epochOf present epoch of an address key
     */
    public LinkReading read(String token, Instant now, ToLongFunction<String> epochOf) {
        return claim(token).map(claim -> judge(claim, now, epochOf)).orElse(LinkReading.INVALID);
    }

    /** A name for {@code text} that tells nothing of it and that nobody else can make: 22 characters of base64url, 128 bits. */
    public String opaque(String text) {
        byte[] whole = mac(keys.get(0), text);
        return ENCODER.encodeToString(Arrays.copyOf(whole, OPAQUE_BYTES));
    }

    /** Whether {@link #opaque} made {@code name} of {@code text}, with any key that counts. */
    public boolean isOpaque(String text, String name) {
        byte[] given = name.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> ENCODER.encodeToString(Arrays.copyOf(mac(key, text), OPAQUE_BYTES)))
                .anyMatch(made -> MessageDigest.isEqual(made.getBytes(StandardCharsets.US_ASCII), given));
    }

    /** A token for logs: it names version and key, and can no longer be used. */
    public static String masked(String token) {
        String[] fields = token.split("\\.", -1);
        boolean ours = fields.length == 4 && fields[0].equals(VERSION) && fields[1].matches("[A-Za-z0-9]{1,16}");
        return ours ? VERSION + "." + fields[1] + ".…" : "…";
    }

    private static LinkReading judge(LinkClaim claim, Instant now, ToLongFunction<String> epochOf) {
        LinkReading.Status status = LinkReading.Status.VALID;
        if (!now.isBefore(claim.expiresAt())) {
            status = LinkReading.Status.EXPIRED;
        } else if (epochOf.applyAsLong(claim.recipient()) != claim.epoch()) {
            status = LinkReading.Status.REVOKED;
        }
        return new LinkReading(status, Optional.of(claim));
    }

    private Optional<LinkClaim> claim(String token) {
        if (token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] fields = token.split("\\.", -1);
        if (fields.length != 4 || !fields[0].equals(VERSION)) {
            return Optional.empty();
        }
        return keys.stream()
                .filter(key -> key.kid().equals(fields[1]))
                .filter(key -> isSignedWith(key, token.substring(0, token.lastIndexOf('.')), fields[3]))
                .findFirst()
                .map(key -> parse(new String(DECODER.decode(fields[2]), StandardCharsets.UTF_8)));
    }

    private static boolean isSignedWith(SigningKey key, String signed, String mac) {
        // Texts are compared, not bytes: base64 has several spellings of the same bytes, and only one of them is ours.
        byte[] expected = ENCODER.encodeToString(mac(key, signed)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, mac.getBytes(StandardCharsets.UTF_8));
    }

    /** The signature is ours, so the payload is what {@link #sign} wrote; a local part may hold {@code |}. */
    private static LinkClaim parse(String payload) {
        int subject = payload.indexOf('|') + 1;
        int recipient = payload.indexOf('|', subject) + 1;
        int epoch = payload.lastIndexOf('|') + 1;
        int expiry = payload.lastIndexOf('|', epoch - 2) + 1;
        return new LinkClaim(
                LinkPurpose.valueOf(payload.substring(0, subject - 1)),
                payload.substring(subject, recipient - 1),
                payload.substring(recipient, expiry - 1),
                Instant.ofEpochSecond(Long.parseLong(payload.substring(expiry, epoch - 1))),
                Long.parseLong(payload.substring(epoch)));
    }

    private static byte[] mac(SigningKey key, String signed) {
        try {
            Mac mac = Mac.getInstance(SigningKey.ALGORITHM);
            mac.init(key.secret());
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + SigningKey.ALGORITHM, e);
        }
    }
}
