package org.ecluse.server.banner;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The key that seals mail in the name of a domain. */
@Entity
@Table(name = "seal_key")
public class SealKeyRow {
    @Id
    private String domain;

    private String selector;
    private String privateKey;
    private String publicKey;
    private Instant createdAt;

    protected SealKeyRow() {}

    String domain() {
        return domain;
    }

    String selector() {
        return selector;
    }

    /** PKCS#8, base64. */
    String privateKey() {
        return privateKey;
    }

    /** SubjectPublicKeyInfo, base64. */
    String publicKey() {
        return publicKey;
    }
}
