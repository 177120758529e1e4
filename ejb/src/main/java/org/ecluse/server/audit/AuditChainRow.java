package org.ecluse.server.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that holds the ends of the chain. */
@Entity
@Table(name = "audit_chain")
public class AuditChainRow {
    static final long ONLY = 1;

    @Id
    private Long id;

    private long lengthNo;
    private String head;
    private long removedNo;
    private String startHash;

    protected AuditChainRow() {}

    /** Number of the last entry; 0: there is none. */
    public long lengthNo() {
        return lengthNo;
    }

    /** Hash of the last entry, "" if there is none. */
    public String head() {
        return head;
    }

    /** Number of the last entry that the retention job removed. */
    public long removedNo() {
        return removedNo;
    }

    /** That entry's hash. */
    public String startHash() {
        return startHash;
    }

    void grown(long number, String hash) {
        lengthNo = number;
        head = hash;
    }

    void cut(long number, String hash) {
        removedNo = number;
        startHash = hash;
    }
}
