package org.ecluse.server.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** Another name of a customer's domain. */
@Entity
@Table(name = "domain_alias")
public class DomainAliasRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "directory_seq")
    @SequenceGenerator(name = "directory_seq", sequenceName = "directory_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    private long domainId;

    private String name;

    private Instant createdAt;

    protected DomainAliasRow() {}

    public DomainAliasRow(DomainRow domain, String name, Instant createdAt) {
        this.customerId = domain.customerId();
        this.domainId = domain.id();
        this.name = name;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    /** Of the domain whose other name it is. */
    public long domainId() {
        return domainId;
    }

    /** A-labels, lower case. */
    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
