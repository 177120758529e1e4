package org.ecluse.server.link;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.link.SigningKey;

/** A key of signed links. */
@Entity
@Table(name = "signing_key")
public class SigningKeyRow {
    @Id
    private String kid;

    private String secret;
    private Instant createdAt;
    private Instant retiredAt;

    protected SigningKeyRow() {}

    /** @param secret base64url of 32 random bytes */
    public SigningKeyRow(String kid, String secret, Instant createdAt) {
        this.kid = kid;
        this.secret = secret;
        this.createdAt = createdAt;
    }

    public String kid() {
        return kid;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null while it counts. */
    public Instant retiredAt() {
        return retiredAt;
    }

    public void retire(Instant now) {
        retiredAt = now;
    }

    public SigningKey key() {
        return SigningKey.of(kid, secret);
    }
}
