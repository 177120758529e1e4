package org.ecluse.filter.authentication.keys;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Reads an RSA public key in either of its two DER forms: SubjectPublicKeyInfo, or the bare RSAPublicKey (RFC 6376 section 3.6.1). */
final class DerReader {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int SEQUENCE = 0x30;
    /** SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL } and nothing else. */
    private static final byte[] RSA_ENCRYPTION = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };

    private final byte[] octets;
    private int at;
    private final int end;

    private DerReader(byte[] octets, int at, int end) {
        this.octets = octets;
        this.at = at;
        this.end = end;
    }

    /** The two numbers, or empty if the octets are no RSA key. Octets behind the key are refused. */
    static Optional<RsaNumbers> rsaKey(byte[] octets) {
        try {
            DerReader whole = new DerReader(octets, 0, octets.length);
            DerReader outer = whole.enter(SEQUENCE);
            whole.finish();
            boolean wrapped = outer.at < outer.end && outer.octets[outer.at] == SEQUENCE;
            return Optional.of(wrapped ? outer.subjectPublicKeyInfo() : outer.rsaPublicKey());
        } catch (DerException e) {
            return Optional.empty();
        }
    }

    /** Modulus and public exponent as written: not checked. */
    record RsaNumbers(BigInteger modulus, BigInteger exponent) {}

    private RsaNumbers subjectPublicKeyInfo() throws DerException {
        if (end - at < RSA_ENCRYPTION.length
                || !Arrays.equals(octets, at, at + RSA_ENCRYPTION.length, RSA_ENCRYPTION, 0, RSA_ENCRYPTION.length)) {
            throw new DerException();
        }
        at += RSA_ENCRYPTION.length;
        DerReader bits = enter(BIT_STRING);
        finish();
        if (bits.at >= bits.end || bits.octets[bits.at++] != 0) { // no unused bits
            throw new DerException();
        }
        DerReader key = bits.enter(SEQUENCE);
        bits.finish();
        return key.rsaPublicKey();
    }

    private RsaNumbers rsaPublicKey() throws DerException {
        RsaNumbers numbers = new RsaNumbers(integer(), integer());
        finish();
        return numbers;
    }

    private BigInteger integer() throws DerException {
        DerReader content = enter(INTEGER);
        if (content.at == content.end) {
            throw new DerException();
        }
        return new BigInteger(content.octets, content.at, content.end - content.at);
    }

    /** Steps over one element of the given type and returns a reader of its content. */
    private DerReader enter(int type) throws DerException {
        if (end - at < 2 || (octets[at] & 0xff) != type) {
            throw new DerException();
        }
        int length = octets[at + 1] & 0xff;
        at += 2;
        if (length > 0x82 || length == 0x80) {
            throw new DerException(); // more than 65,535 octets, or of no stated length
        }
        if (length > 0x80) {
            int lengthOctets = length & 0x7f;
            if (end - at < lengthOctets) {
                throw new DerException();
            }
            length = 0;
            for (int i = 0; i < lengthOctets; i++) {
                length = length << 8 | octets[at++] & 0xff;
            }
        }
        if (length > end - at) {
            throw new DerException();
        }
        DerReader content = new DerReader(octets, at, at + length);
        at += length;
        return content;
    }

    private void finish() throws DerException {
        if (at != end) {
            throw new DerException();
        }
    }

    /** These octets are no such element. */
    private static final class DerException extends Exception {
        private static final long serialVersionUID = 1L;

        DerException() {
            super("not DER", null, false, false);
        }
    }
}
