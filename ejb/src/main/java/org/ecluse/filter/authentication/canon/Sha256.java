package org.ecluse.filter.authentication.canon;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash of RFC 8301. */
public final class Sha256 {
    private Sha256() {}

    /** A new digest, which every Java runtime has and can clone. */
    public static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The digest of what {@code running} was given so far; it may be given more. */
    public static byte[] snapshot(MessageDigest running) {
        return copy(running).digest();
    }

    /** A digest that starts where {@code running} stands. */
    public static MessageDigest copy(MessageDigest running) {
        try {
            return (MessageDigest) running.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
