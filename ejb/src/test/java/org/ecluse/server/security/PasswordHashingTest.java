package org.ecluse.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashingTest {
    private final PasswordHashing hashing = new PasswordHashing();

    @Test
    void hashIsArgon2idAndMatchesItsPasswordOnly() {
        String hash = hashing.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$");
        assertThat(hashing.matches("correct horse battery", hash)).isTrue();
        assertThat(hashing.matches("correct horse batterz", hash)).isFalse();
    }

    @Test
    void theSamePasswordNeverHashesAlike() {
        assertThat(hashing.hash("correct horse battery")).isNotEqualTo(hashing.hash("correct horse battery"));
    }
}
