package org.ecluse.filter;

import java.util.Objects;
import java.util.Optional;

/**
 * What DMARC says of a message's author domain (R1.11, RFC 9989; result names of RFC 8601).
 *
 * @param fromDomain domain of the header's From, "" if there is none or several
 * @param policyDomain where the record was found, "" without one
 * @param requested what the owner asks for when it fails, with {@code sp}, {@code np} and {@code t=y} applied; NONE unless the result is FAIL
 * @param testing the record says {@code t=y}
 * @param spfAligned SPF passed for a domain aligned with From
 * @param dkimAligned a DKIM signature passed for a domain aligned with From
 * @param reason words for administrators
 * @param published the record that decided, for reports to the domain's owner; empty without one, or if From shows several domains
 */
public record DmarcVerdict(
        Result result,
        String fromDomain,
        String policyDomain,
        Request requested,
        boolean testing,
        boolean spfAligned,
        boolean dkimAligned,
        String reason,
        Optional<PublishedPolicy> published) {
    /** Not evaluated, or no record. */
    public static final DmarcVerdict NONE =
            new DmarcVerdict(Result.NONE, "", "", Request.NONE, false, false, false, "");

    /** Without a record to report about. */
    public DmarcVerdict(
            Result result,
            String fromDomain,
            String policyDomain,
            Request requested,
            boolean testing,
            boolean spfAligned,
            boolean dkimAligned,
            String reason) {
        this(result, fromDomain, policyDomain, requested, testing, spfAligned, dkimAligned, reason, Optional.empty());
    }

    public DmarcVerdict {
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(requested, "requested");
    }

    /** Result of the evaluation. */
    public enum Result {
        /** No record. */
        NONE,
        PASS,
        FAIL,
        TEMPERROR,
        PERMERROR
    }

    /** What the domain owner asks receivers to do with mail that fails. */
    public enum Request {
        NONE,
        QUARANTINE,
        REJECT
    }
}
