package org.ecluse.filter.authentication.keys;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;

/** An Ed25519 key; it signs the SHA-256 digest, not the message (RFC 8463 section 3). */
final class Ed25519VerificationKey implements VerificationKey {
    private static final int LENGTH = 32;

    private final PublicKey key;

    private Ed25519VerificationKey(PublicKey key) {
        this.key = key;
    }

    /** The key, or empty if these are not the 32 octets of one (RFC 8032 section 5.1.5). */
    static Optional<Ed25519VerificationKey> of(byte[] octets) {
        if (octets.length != LENGTH) {
            return Optional.empty();
        }
        byte[] bigEndian = new byte[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            bigEndian[i] = octets[LENGTH - 1 - i];
        }
        boolean xIsOdd = bigEndian[0] < 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(xIsOdd, new BigInteger(1, bigEndian));
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
            Signature.getInstance("Ed25519").initVerify(key); // only this looks whether the point is on the curve
            return Optional.of(new Ed25519VerificationKey(key));
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            return Optional.empty(); // no point of the curve: the answer is that it is no key
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String algorithm() {
        return "ed25519-sha256";
    }

    @Override
    public int bits() {
        return 8 * LENGTH;
    }

    @Override
    public boolean isStrong() {
        return true;
    }

    @Override
    public boolean verifies(byte[] digest, byte[] signature) {
        if (signature.length != 2 * LENGTH) {
            return false; // the JDK takes longer ones with zeros behind
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(digest);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // not even the form of a signature, as one whose S is too large
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
