package org.ecluse.filter;

import java.util.Optional;
import org.ecluse.filter.DmarcVerdict.Request;

/**
 * A DMARC record as its owner is told of it in reports (RFC 9990 section 3.1.1.5).
 *
 * @param domain where it stands
 * @param subdomains what {@code sp} says, if it is there
 * @param absentSubdomains what {@code np} says, if it is there
 * @param testing {@code t=y}
 * @param strictDkim {@code adkim=s}
 * @param strictSpf {@code aspf=s}
 * @param reportUris value of {@code rua}, "" without it: untrusted text of at most {@value #LONGEST_URIS} characters
 */
public record PublishedPolicy(
        String domain,
        Request policy,
        Optional<Request> subdomains,
        Optional<Request> absentSubdomains,
        boolean testing,
        boolean strictDkim,
        boolean strictSpf,
        String reportUris) {
    /** A longer list is cut at its last comma before. */
    public static final int LONGEST_URIS = 1_000;

    public PublishedPolicy {
        if (reportUris.length() > LONGEST_URIS) {
            int end = reportUris.lastIndexOf(',', LONGEST_URIS);
            reportUris = end < 0 ? "" : reportUris.substring(0, end);
        }
    }
}
