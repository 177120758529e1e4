package org.ecluse.mail;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;

/**
 * Public id of a message: a ULID of 26 Crockford base-32 characters, 48 bits of time and 80 random bits.
 * A recipient's copy is {@code <id>.<n>}.
 */
public record MessageId(String value) {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();

    public MessageId {
        if (value.length() != 26 || value.chars().anyMatch(c -> ALPHABET.indexOf(c) < 0)) {
            throw new IllegalArgumentException("not a message id: " + value);
        }
    }

    public static MessageId create(Clock clock) {
        byte[] random = new byte[10];
        RANDOM.nextBytes(random);
        StringBuilder text = new StringBuilder(26);
        long millis = clock.millis();
        for (int shift = 45; shift >= 0; shift -= 5) {
            text.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        for (int bit = 0; bit < 80; bit += 5) {
            int twoBytes = (random[bit / 8] & 0xff) << 8 | (bit / 8 + 1 < 10 ? random[bit / 8 + 1] & 0xff : 0);
            text.append(ALPHABET.charAt(twoBytes >>> (11 - bit % 8) & 31));
        }
        return new MessageId(text.toString());
    }

    /** When the message came, to the millisecond. */
    public Instant createdAt() {
        long millis = 0;
        for (int i = 0; i < 10; i++) {
            millis = millis << 5 | ALPHABET.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(millis);
    }

    /** Public id of the {@code number}-th recipient's copy, counted from 1. */
    public String copy(int number) {
        return value + "." + number;
    }

    @Override
    public String toString() {
        return value;
    }
}
