package org.ecluse.filter.authentication.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** An RSA key for RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2.2, RFC 8301). */
final class RsaVerificationKey implements VerificationKey {
    static final int SMALLEST_BITS = 1_024;
    /** A check costs as the square of it: at 8,192 bits some half a millisecond. */
    static final int LARGEST_BITS = 8_192;

    private static final int SMALLEST_READ_BITS = 512;
    /** The exponent is 65537 or 3 in practice; a long one would make a check as dear as a signature. */
    private static final int LONGEST_EXPONENT_BITS = 33;

    /** DigestInfo of SHA-256 before the digest (RFC 8017 section 9.2). */
    private static final byte[] DIGEST_INFO = {
        0x30,
        0x31,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x60,
        (byte) 0x86,
        0x48,
        0x01,
        0x65,
        0x03,
        0x04,
        0x02,
        0x01,
        0x05,
        0x00,
        0x04,
        0x20
    };

    private final BigInteger modulus;
    private final BigInteger exponent;

    private RsaVerificationKey(BigInteger modulus, BigInteger exponent) {
        this.modulus = modulus;
        this.exponent = exponent;
    }

    /** The key, or empty if it is none that could be used: too large, too small for its hash, even, or with an odd exponent. */
    static Optional<RsaVerificationKey> of(BigInteger modulus, BigInteger exponent) {
        boolean usable = modulus.signum() > 0
                && modulus.testBit(0)
                && modulus.bitLength() >= SMALLEST_READ_BITS
                && modulus.bitLength() <= LARGEST_BITS
                && exponent.testBit(0)
                && exponent.compareTo(BigInteger.TWO) > 0
                && exponent.bitLength() <= LONGEST_EXPONENT_BITS;
        return usable ? Optional.of(new RsaVerificationKey(modulus, exponent)) : Optional.empty();
    }

    @Override
    public String algorithm() {
        return "rsa-sha256";
    }

    @Override
    public int bits() {
        return modulus.bitLength();
    }

    @Override
    public boolean isStrong() {
        return bits() >= SMALLEST_BITS;
    }

    /** Makes the encoded message that must come out and compares the whole of it; nothing of the signature is parsed. */
    @Override
    public boolean verifies(byte[] digest, byte[] signature) {
        int length = (modulus.bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != length || number.compareTo(modulus) >= 0) {
            return false;
        }
        return number.modPow(exponent, modulus).equals(new BigInteger(1, encoded(digest, length)));
    }

    /** EMSA-PKCS1-v1_5 (RFC 8017 section 9.2): 00 01 FF … FF 00 DigestInfo. */
    private static byte[] encoded(byte[] digest, int length) {
        byte[] info = digestInfo(digest);
        byte[] message = new byte[length];
        message[1] = 1;
        Arrays.fill(message, 2, length - info.length - 1, (byte) 0xff);
        System.arraycopy(info, 0, message, length - info.length, info.length);
        return message;
    }

    /** What is signed of a SHA-256 digest. */
    static byte[] digestInfo(byte[] digest) {
        byte[] info = Arrays.copyOf(DIGEST_INFO, DIGEST_INFO.length + digest.length);
        System.arraycopy(digest, 0, info, DIGEST_INFO.length, digest.length);
        return info;
    }
}
