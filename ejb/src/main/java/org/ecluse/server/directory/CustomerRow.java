package org.ecluse.server.directory;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A customer of the service. {@code configVersion} rises with every change of its domains, addresses, lists or policy. */
@Entity
@Table(name = "customer")
public class CustomerRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "customer_seq")
    @SequenceGenerator(name = "customer_seq", sequenceName = "customer_seq", allocationSize = 1)
    private Long id;

    private String name;

    private String locale;

    private String zoneId;

    /** Raised in the database, so that of two changes at once none is lost: see {@link DomainRows#configurationChanged}. */
    @Column(updatable = false)
    private long configVersion;

    private Instant createdAt;

    protected CustomerRow() {}

    public CustomerRow(String name, String locale, String zoneId, Instant createdAt) {
        this.name = name;
        this.locale = locale;
        this.zoneId = zoneId;
        this.configVersion = 1;
        this.createdAt = createdAt;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public void rename(String value) {
        name = value;
    }

    public String locale() {
        return locale;
    }

    public void speak(String value) {
        locale = value;
    }

    public String zoneId() {
        return zoneId;
    }

    public void moveTo(String value) {
        zoneId = value;
    }

    public long configVersion() {
        return configVersion;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
