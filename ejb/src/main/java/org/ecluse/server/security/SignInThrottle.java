package org.ecluse.server.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Counts <em>distinct</em> wrong passwords per address and account, and per address (B10): a client that repeats one old password
 * is no attack. Keeps keyed fingerprints only, in bounded memory of this node.
 */
@ApplicationScoped
public class SignInThrottle {
    static final int PER_ACCOUNT = 10;
    static final int PER_ADDRESS = 100;
    static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int KEPT = 10_000;

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Attempts> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Attempts> eldest) {
            return size() > KEPT;
        }
    };

    /** For the container's proxy only. */
    protected SignInThrottle() {
        this(Clock.systemUTC());
    }

    @Inject
    public SignInThrottle(Clock clock) {
        this.clock = clock;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** True if this account may not be tried from this address now. */
    public synchronized boolean isBlocked(String userName, String clientAddress) {
        return count(accountKey(userName, clientAddress)) >= PER_ACCOUNT || count(clientAddress) >= PER_ADDRESS;
    }

    public synchronized void wrongPassword(String userName, String clientAddress, String password) {
        String fingerprint = fingerprint(userName + '\0' + password);
        note(accountKey(userName, clientAddress), fingerprint, PER_ACCOUNT);
        note(clientAddress, fingerprint, PER_ADDRESS);
    }

    /** The right password clears what was counted against this account from this address. */
    public synchronized void signedIn(String userName, String clientAddress) {
        attempts.remove(accountKey(userName, clientAddress));
    }

    private void note(String key, String fingerprint, int limit) {
        Attempts current = attempts.get(key);
        if (current == null || current.until.isBefore(clock.instant())) {
            current = new Attempts();
            attempts.put(key, current);
        }
        if (current.fingerprints.size() < limit && current.fingerprints.add(fingerprint)) {
            current.until = clock.instant().plus(WINDOW);
        }
    }

    private int count(String key) {
        Attempts current = attempts.get(key);
        return current == null || current.until.isBefore(clock.instant()) ? 0 : current.fingerprints.size();
    }

    private static String accountKey(String userName, String clientAddress) {
        return clientAddress + '\0' + userName;
    }

    private String fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static final class Attempts {
        private final Set<String> fingerprints = new HashSet<>();
        private Instant until = Instant.MIN;
    }
}
