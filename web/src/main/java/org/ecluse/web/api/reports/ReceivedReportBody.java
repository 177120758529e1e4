package org.ecluse.web.api.reports;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.reports.ReceivedReport;

/** A report that came, as the API shows it. Its words are its sender's. */
@Schema(name = "ReceivedReport")
public record ReceivedReportBody(
        long id,

        @Schema(description = "DMARC, TLS, or UNREAD if it could not be read")
        String kind,

        @Schema(description = "Domain that it tells about; empty if it could not be read")
        String about,

        @Schema(description = "Who reports") String organization,
        @Schema(description = "From of the mail") String sender,

        @Schema(description = "The mail passed DMARC: it is from whom it says")
        boolean proven,

        Instant begin,
        Instant end,
        Instant receivedAt,

        @Schema(description = "Messages that passed DMARC, or TLS sessions")
        long passed,

        @Schema(description = "… that did not") long failed,

        @Schema(description = "Why it could not be read", nullable = true)
        String fault,

        @Schema(nullable = true) String detail) {
    static ReceivedReportBody of(ReceivedReport report) {
        boolean read = report.fault().isEmpty();
        return new ReceivedReportBody(
                report.id(),
                report.kind(),
                report.about(),
                report.organization(),
                report.sender(),
                report.proven(),
                report.begin(),
                report.end(),
                report.receivedAt(),
                report.passed(),
                report.failed(),
                read ? null : report.fault(),
                read ? null : report.detail());
    }
}
