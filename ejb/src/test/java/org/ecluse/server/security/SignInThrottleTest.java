package org.ecluse.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

@Covers("B10")
class SignInThrottleTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final String ADDRESS = "192.0.2.7";

    private final SignInThrottle throttle = new SignInThrottle(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void oneOldPasswordRepeatedIsNoAttack() {
        for (int i = 0; i < 1000; i++) {
            throttle.wrongPassword("ada", ADDRESS, "the old one");
        }
        assertThat(throttle.isBlocked("ada", ADDRESS)).isFalse();
    }

    @Test
    void distinctPasswordsBlockThisAccountFromThisAddressOnly() {
        guess("ada", SignInThrottle.PER_ACCOUNT - 1);
        assertThat(throttle.isBlocked("ada", ADDRESS)).isFalse();
        guess("ada", SignInThrottle.PER_ACCOUNT);
        assertThat(throttle.isBlocked("ada", ADDRESS)).isTrue();
        assertThat(throttle.isBlocked("ada", "192.0.2.8")).isFalse();
        assertThat(throttle.isBlocked("bob", ADDRESS)).isFalse();
    }

    @Test
    void onePasswordTriedOnManyAccountsBlocksTheAddress() {
        for (int i = 0; i < SignInThrottle.PER_ADDRESS; i++) {
            throttle.wrongPassword("user" + i, ADDRESS, "Spring2026!");
        }
        assertThat(throttle.isBlocked("somebody else", ADDRESS)).isTrue();
        assertThat(throttle.isBlocked("somebody else", "192.0.2.8")).isFalse();
    }

    @Test
    void theRightPasswordClearsTheCount() {
        guess("ada", SignInThrottle.PER_ACCOUNT - 1);
        throttle.signedIn("ada", ADDRESS);
        throttle.wrongPassword("ada", ADDRESS, "typo");
        assertThat(throttle.isBlocked("ada", ADDRESS)).isFalse();
    }

    private void guess(String userName, int times) {
        for (int i = 0; i < times; i++) {
            throttle.wrongPassword(userName, ADDRESS, "guess " + i);
        }
    }
}
