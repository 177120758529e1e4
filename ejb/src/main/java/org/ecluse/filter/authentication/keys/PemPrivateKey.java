package org.ecluse.filter.authentication.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Reads a private key as administrators have it: PEM, PKCS#8 for RSA and Ed25519, or the older PKCS#1 for RSA (RFC 7468, RFC 8017). */
public final class PemPrivateKey {
    private static final byte[] RSA_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };
    private static final int LONGEST_TEXT = 32_768;
    private static final int ED25519_PKCS8_LENGTH = 48;

    private PemPrivateKey() {}

    /**
     * The key.
     *
     * @throws IllegalArgumentException if it is none of these; the message holds nothing of the key
     */
    public static PrivateKey parse(String pem) {
        if (pem.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("private key of " + pem.length() + " characters");
        }
        boolean pkcs1 = pem.contains("-----BEGIN RSA PRIVATE KEY-----");
        if (!pkcs1 && !pem.contains("-----BEGIN PRIVATE KEY-----")) {
            throw new IllegalArgumentException("no unencrypted private key in PEM");
        }
        byte[] octets = content(pem);
        byte[] pkcs8 = pkcs1 ? sequence(0x30, concatenated(RSA_ALGORITHM, sequence(0x04, octets))) : octets;
        try {
            String kind = pkcs8.length == ED25519_PKCS8_LENGTH ? "Ed25519" : "RSA";
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("private key cannot be read");
        }
    }

    private static byte[] content(String pem) {
        int start = pem.indexOf("KEY-----") + "KEY-----".length();
        int end = pem.indexOf("-----END", start);
        if (end < 0) {
            throw new IllegalArgumentException("private key without end");
        }
        return Base64.getMimeDecoder().decode(pem.substring(start, end).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] sequence(int type, byte[] content) {
        byte[] head = content.length < 256
                ? new byte[] {(byte) type, (byte) 0x81, (byte) content.length}
                : new byte[] {(byte) type, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return concatenated(head, content);
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
