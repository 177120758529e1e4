package org.ecluse.link;

import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signs links.
 *
 * @param kid 1 to 16 letters and digits
 */
public record SigningKey(String kid, SecretKey secret) {
    /** The MAC of every link. */
    static final String ALGORITHM = "HmacSHA256";

    public SigningKey {
        if (!kid.matches("[A-Za-z0-9]{1,16}")) {
            throw new IllegalArgumentException("not a key id: " + kid);
        }
    }

    /** @param base64url 32 random bytes or more, as the key table holds them */
    public static SigningKey of(String kid, String base64url) {
        byte[] secret = Base64.getUrlDecoder().decode(base64url);
        if (secret.length < 32) {
            throw new IllegalArgumentException("key " + kid + " has less than 256 bits");
        }
        return new SigningKey(kid, new SecretKeySpec(secret, ALGORITHM));
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
