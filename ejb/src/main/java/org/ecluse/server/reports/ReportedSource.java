package org.ecluse.server.reports;

import java.time.LocalDate;

/**
 * What others saw coming from one address in the name of a customer's domain, on one day (UTC).
 *
 * @param sourceIp "" for all those that a report with too many left over
 * @param passed messages that passed DMARC
 * @param failed messages that did not
 * @param stopped of these, those that were held or refused
 */
public record ReportedSource(LocalDate day, String sourceIp, long passed, long failed, long stopped) {}
