package org.ecluse.server.banner;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.mail.DomainName;
import org.ecluse.settings.ServerSettings;

/** The key that seals what we changed (RFC 8617): one for the service's domain, made on first use, shared by all nodes. */
@Stateless
public class SealKeys {
    /** Verifiers of ARC need know no other algorithm (RFC 8617 section 4.1.2, RFC 8301). */
    private static final String ALGORITHM = "RSA";

    private static final int BITS = 2048;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

    @PersistenceContext(unitName = "ecluse")
    EntityManager rows;

    @Inject
    ServerSettings settings;

    @Inject
    Clock clock;

    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public SigningKey key() {
        SealKeyRow row = row();
        try {
            byte[] octets = Base64.getDecoder().decode(row.privateKey());
            return new SigningKey(
                    new DomainName(row.domain()),
                    new DomainName(row.selector()),
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(octets)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of " + row.domain() + " in seal_key is none", e);
        }
    }

    /** What an administrator of the service publishes. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public SealRecord record() {
        SealKeyRow row = row();
        return new SealRecord(row.selector() + "._domainkey." + row.domain(), "v=DKIM1; k=rsa; p=" + row.publicKey());
    }

    private SealKeyRow row() {
        String domain = settings.service().domain();
        SealKeyRow found = rows.find(SealKeyRow.class, domain);
        if (found != null) {
            return found;
        }
        make(domain);
        return rows.find(SealKeyRow.class, domain);
    }

    /** Of two nodes that do so at once one wins, and both use its key. */
    private void make(String domain) {
        KeyPair pair = newPair();
        Instant now = clock.instant();
        rows.createNativeQuery(
                        "INSERT INTO seal_key (domain, selector, private_key, public_key, created_at) VALUES (:domain,"
                                + " :selector, :secret, :public, CAST(:now AS TIMESTAMP(6) WITH TIME ZONE))"
                                + " ON CONFLICT DO NOTHING")
                .setParameter("domain", domain)
                .setParameter("selector", "ecluse" + DAY.format(now))
                .setParameter(
                        "secret",
                        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()))
                .setParameter(
                        "public",
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                .setParameter("now", now)
                .executeUpdate();
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK makes RSA keys", e);
        }
    }
}
