package org.ecluse.server.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ecluse.policy.FilterLevel;

/** An address of a customer's domain; with {@code aliasOf} its mail is decided for that address. */
@Entity
@Table(name = "known_address")
public class KnownAddressRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "directory_seq")
    @SequenceGenerator(name = "directory_seq", sequenceName = "directory_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    private long domainId;

    private String address;

    private String aliasOf;

    @Enumerated(EnumType.STRING)
    private FilterLevel level;

    private Instant createdAt;

    protected KnownAddressRow() {}

    public KnownAddressRow(
            long customerId, long domainId, String address, String aliasOf, FilterLevel level, Instant createdAt) {
        this.customerId = customerId;
        this.domainId = domainId;
        this.address = address;
        this.aliasOf = aliasOf;
        this.level = level;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    public long domainId() {
        return domainId;
    }

    /** Address key. */
    public String address() {
        return address;
    }

    /** Address key, or null. */
    public String aliasOf() {
        return aliasOf;
    }

    public void pointTo(String value) {
        aliasOf = value;
    }

    /** Null: the customer's level. */
    public FilterLevel level() {
        return level;
    }

    public void filterAt(FilterLevel value) {
        level = value;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
