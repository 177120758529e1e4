package org.ecluse.server.tracking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.ecluse.mail.EmailAddress;

/** What a tombstone keeps of a sender: enough to recognise the same one again, not to read it (B16). */
public final class SenderHash {
    private SenderHash() {}

    /** Hex SHA-256 of the address key; of "" for the null reverse-path. */
    public static String of(String reversePath) {
        String key = EmailAddress.parse(reversePath).map(EmailAddress::key).orElse(reversePath);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
