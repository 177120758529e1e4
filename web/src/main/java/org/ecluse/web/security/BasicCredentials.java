package org.ecluse.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.AccountService;

/** Basic credentials of the API. A success counts for 60 s, so that a script does not cost a password hash with each call. */
@ApplicationScoped
class BasicCredentials {
    private static final Duration KEPT_FOR = Duration.ofSeconds(60);
    private static final int KEPT = 1_000;

    private final SecretKeySpec key = randomKey();
    private final Map<String, Checked> checked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Checked> eldest) {
            return size() > KEPT;
        }
    };

    @Inject
    private IdentityStoreHandler stores;

    @Inject
    private AccountService accounts;

    @Inject
    private Clock clock;

    private record Checked(String userName, String stamp, Instant until) {}

    /** The account, if {@code encoded} (RFC 7617) holds its name and password. */
    Optional<Account> check(String encoded, String clientAddress) {
        String decoded = decode(encoded);
        int colon = decoded.indexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        String fingerprint = fingerprint(decoded);
        Optional<Account> known = recent(fingerprint);
        if (known.isPresent()) {
            return known;
        }
        CredentialValidationResult result = stores.validate(new AddressedCredential(
                decoded.substring(0, colon), decoded.substring(colon + 1), clientAddress, false));
        if (!(result.getCallerPrincipal() instanceof AccountPrincipal principal)) {
            return Optional.empty();
        }
        Account account = principal.account();
        synchronized (checked) {
            checked.put(
                    fingerprint,
                    new Checked(
                            account.userName(), account.stamp(), clock.instant().plus(KEPT_FOR)));
        }
        return Optional.of(account);
    }

    private Optional<Account> recent(String fingerprint) {
        Checked before;
        synchronized (checked) {
            before = checked.get(fingerprint);
        }
        if (before == null || before.until().isBefore(clock.instant())) {
            return Optional.empty();
        }
        return accounts.find(before.userName())
                .filter(account -> account.stamp().equals(before.stamp()));
    }

    private static String decode(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String fingerprint(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static SecretKeySpec randomKey() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return new SecretKeySpec(secret, "HmacSHA256");
    }
}
