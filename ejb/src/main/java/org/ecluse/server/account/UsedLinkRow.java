package org.ecluse.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A link that may be used once, and was. Rows are inserted by a statement that tells whether it was the first. */
@Entity
@Table(name = "used_link")
public class UsedLinkRow {
    @Id
    private String id;

    private Instant expiresAt;

    protected UsedLinkRow() {}

    /** Hex SHA-256 of the token. */
    public String id() {
        return id;
    }

    /** The link's own end; from then on nobody needs to know that it was used. */
    public Instant expiresAt() {
        return expiresAt;
    }
}
