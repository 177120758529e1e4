package org.ecluse.filter.authentication.keys;

/** The public half of a signer's key. Immutable, safe for many threads. */
public sealed interface VerificationKey permits RsaVerificationKey, Ed25519VerificationKey {
    /** The {@code a=} value of signatures that this key makes: {@code rsa-sha256} or {@code ed25519-sha256}. */
    String algorithm();

    /** Size of the modulus, or 256. */
    int bits();

    /** False if the signature is too weak to believe however right it is (RFC 8301 section 3.2). */
    boolean isStrong();

    /** True if {@code signature} is one over the SHA-256 {@code digest}. Never throws for what a stranger wrote. */
    boolean verifies(byte[] digest, byte[] signature);
}
