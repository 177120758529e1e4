package org.ecluse.server.link;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.ecluse.link.LinkSigner;

/** The keys of signed links: made on first use, two of them valid, the newest signs. */
@Stateless
public class SigningKeys {
    /** A link may live as long as the longest quarantine (365 days), and its key counts for one period after it stopped signing. */
    static final Duration PERIOD = Duration.ofDays(366);

    private static final int VALID = 2;
    private static final int SECRET_BYTES = 32;
    private static final String KID_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    Clock clock;

    /** Reads with the keys that count, signs with the newest; makes one if there is none, or the newest has signed for a period. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public LinkSigner signer() {
        List<SigningKeyRow> keys = valid();
        if (keys.isEmpty() || keys.get(0).createdAt().plus(PERIOD).isBefore(clock.instant())) {
            rotate();
            keys = valid();
        }
        return new LinkSigner(keys.stream().map(SigningKeyRow::key).toList());
    }

    /** Makes a new key and retires all but the newest two. Two nodes may do so at once: then both keys are valid, which they may be. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void rotate() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        Instant now = clock.instant();
        entityManager.persist(new SigningKeyRow(
                randomKid(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret), now));
        valid().stream().skip(VALID).forEach(row -> row.retire(now));
    }

    private List<SigningKeyRow> valid() {
        return entityManager
                .createQuery(
                        "SELECT k FROM SigningKeyRow k WHERE k.retiredAt IS NULL ORDER BY k.createdAt DESC, k.kid",
                        SigningKeyRow.class)
                .getResultList();
    }

    private static String randomKid() {
        StringBuilder kid = new StringBuilder("k");
        for (int i = 0; i < 7; i++) {
            kid.append(KID_LETTERS.charAt(RANDOM.nextInt(KID_LETTERS.length())));
        }
        return kid.toString();
    }
}
