package org.ecluse.server.reports;

import java.time.LocalDate;

/**
 * TLS sessions of others with a customer's servers that failed, on one day (UTC).
 *
 * @param result type of the failure (RFC 8460 section 4.3), "" if the report named none
 * @param server that was to receive, "" if the report named none
 * @param sourceIp of the sender, "" if the report named none
 */
public record ReportedTlsFailure(LocalDate day, String result, String server, String sourceIp, long sessions) {}
