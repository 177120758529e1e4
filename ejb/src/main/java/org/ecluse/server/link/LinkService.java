package org.ecluse.server.link;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ecluse.link.LinkClaim;
import org.ecluse.link.LinkPurpose;
import org.ecluse.link.LinkReading;
import org.ecluse.link.LinkSigner;
import org.ecluse.settings.ServerSettings;

/** Makes and reads the signed links of mail and pages. */
@Stateless
public class LinkService {
    @PersistenceContext(unitName = "ecluse")
    EntityManager entityManager;

    @Inject
    SigningKeys keys;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    /** Makes links for one recipient, all signed with the same key and epoch. */
    public LinkMaker maker(String recipient) {
        return new LinkMaker(keys.signer(), settings.service().publicUrl() + "/l/", recipient, epoch(recipient));
    }

    /** Reads what stood after {@code /l/}; changes nothing. */
    public LinkReading read(String token) {
        return keys.signer().read(token, clock.instant(), this::epoch);
    }

    /** Whether {@link LinkMaker#seal} made {@code seal} of {@code text}. */
    public boolean isSeal(String text, String seal) {
        return keys.signer().isOpaque(text, seal);
    }

    /** Ends every link that was signed for an address key so far. */
    public void revoke(String recipient) {
        AddressEpochRow row = entityManager.find(AddressEpochRow.class, recipient, LockModeType.PESSIMISTIC_WRITE);
        Instant now = clock.instant();
        if (row == null) {
            row = new AddressEpochRow(recipient, now);
            entityManager.persist(row);
        }
        row.raise(now);
    }

    /** How often the links of an address key were ended. */
    public long epoch(String recipient) {
        return Optional.ofNullable(entityManager.find(AddressEpochRow.class, recipient))
                .map(AddressEpochRow::epoch)
                .orElse(0L);
    }

    /** Addresses of links for one recipient. */
    public record LinkMaker(LinkSigner signer, String base, String recipient, long epoch) {
        /** What nobody else can put beside {@code text}: letters, digits, {@code -} and {@code _}. */
        public String seal(String text) {
            return signer.opaque(text);
        }

        /** A link that does {@code purpose} with {@code subject} until {@code expiresAt}. */
        public String url(LinkPurpose purpose, String subject, Instant expiresAt) {
            return base + signer.sign(new LinkClaim(purpose, subject, recipient, expiresAt, epoch));
        }
    }
}
