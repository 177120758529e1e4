package org.ecluse.filter.authentication.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.NamedParameterSpec;
import javax.crypto.Cipher;
import org.ecluse.mail.DomainName;

/**
 * A private key and the name under which its public half is published. Immutable, safe for many threads.
 *
 * @param selector one or more labels, A-labels, lower case
 */
public record SigningKey(DomainName domain, DomainName selector, PrivateKey key) {
    /** @throws IllegalArgumentException for a key that verifiers would not believe: RSA under 1024 bits, or another kind */
    public SigningKey {
        boolean rsa = key instanceof RSAPrivateKey r && r.getModulus().bitLength() >= RsaVerificationKey.SMALLEST_BITS;
        boolean edwards = key instanceof EdECPrivateKey e
                && NamedParameterSpec.ED25519.getName().equals(e.getParams().getName());
        if (!rsa && !edwards) {
            throw new IllegalArgumentException("no key for DKIM: " + key.getAlgorithm());
        }
    }

    /** The {@code a=} tag. */
    public String algorithm() {
        return key instanceof RSAPrivateKey ? "rsa-sha256" : "ed25519-sha256";
    }

    /** The signature over a SHA-256 digest (RFC 6376 section 3.3.2, RFC 8463 section 3). */
    public byte[] sign(byte[] digest) {
        try {
            return key instanceof RSAPrivateKey ? signRsa(digest) : signEdwards(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign for " + selector + "._domainkey." + domain, e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + selector + "._domainkey." + domain + "]"; // never the key
    }

    private byte[] signRsa(byte[] digest) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding"); // with a private key: block type 1, a signature
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(RsaVerificationKey.digestInfo(digest));
    }

    private byte[] signEdwards(byte[] digest) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(digest);
        return signature.sign();
    }
}
