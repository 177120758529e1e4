package org.ecluse.server.reports;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The address to which others send reports about a domain. */
@Entity
@Table(name = "report_address")
public class ReportAddressRow {
    @Id
    private long domainId;

    private long customerId;
    private String address;

    protected ReportAddressRow() {}

    public ReportAddressRow(long domainId, long customerId, String address) {
        this.domainId = domainId;
        this.customerId = customerId;
        this.address = address;
    }

    public long domainId() {
        return domainId;
    }

    public long customerId() {
        return customerId;
    }

    /** Address key. */
    public String address() {
        return address;
    }

    public void moveTo(String key) {
        address = key;
    }
}
