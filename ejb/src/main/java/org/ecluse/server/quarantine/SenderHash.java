package org.ecluse.server.quarantine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ecluse.mail.EmailAddress;

/** SHA-256 of a sender's address key, as tombstones keep it (B16). */
final class SenderHash {
    private SenderHash() {}

    /** @param reversePath "" is the null reverse-path */
    static String of(String reversePath) {
        String key = EmailAddress.parse(reversePath).map(EmailAddress::key).orElse("");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
