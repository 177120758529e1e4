package org.ecluse.server.reports;

import java.time.Instant;

/**
 * A report that came for a customer's domain. Its words are its sender's: untrusted.
 *
 * @param kind {@code DMARC}, {@code TLS}, or {@code UNREAD} if it could not be read
 * @param about domain that it tells about: the customer's, one below or above it; "" if it could not be read
 * @param organization who reports
 * @param sender From of the mail that brought it
 * @param proven that mail passed DMARC
 * @param passed messages, or TLS sessions
 * @param fault why it could not be read, as in {@code ReportFault}; "" if it was
 * @param detail of the fault, for administrators
 */
public record ReceivedReport(
        long id,
        String kind,
        String about,
        String organization,
        String sender,
        boolean proven,
        Instant begin,
        Instant end,
        Instant receivedAt,
        long passed,
        long failed,
        String fault,
        String detail) {}
