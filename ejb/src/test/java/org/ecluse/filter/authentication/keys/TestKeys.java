package org.ecluse.filter.authentication.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Key pairs for tests, made once a run, and the records that publish them. */
public final class TestKeys {
    private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();
    private static final KeyPair ED25519 = make("Ed25519", 0);
    private static final int RAW_ED25519_LENGTH = 32;

    private TestKeys() {}

    public static KeyPair rsa(int bits) {
        return RSA.computeIfAbsent(bits, b -> make("RSA", b));
    }

    public static KeyPair ed25519() {
        return ED25519;
    }

    /** {@code v=DKIM1; k=…; p=…}. */
    public static String record(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        boolean rsa = "RSA".equals(pair.getPublic().getAlgorithm());
        byte[] published =
                rsa ? encoded : Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519_LENGTH, encoded.length);
        return "v=DKIM1; k=" + (rsa ? "rsa" : "ed25519") + "; p="
                + Base64.getEncoder().encodeToString(published);
    }

    private static KeyPair make(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
