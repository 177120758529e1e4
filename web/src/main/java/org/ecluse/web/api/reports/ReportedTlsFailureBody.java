package org.ecluse.web.api.reports;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.reports.ReportedTlsFailure;

/** TLS sessions that failed on one day, as others saw them. */
@Schema(name = "ReportedTlsFailure")
public record ReportedTlsFailureBody(
        @Schema(description = "In UTC") LocalDate day,

        @Schema(description = "Type of RFC 8460 section 4.3")
        String result,

        @Schema(description = "That was to receive") String server,
        @Schema(description = "Of the sender") String sourceIp,
        long sessions) {
    static ReportedTlsFailureBody of(ReportedTlsFailure failure) {
        return new ReportedTlsFailureBody(
                failure.day(), failure.result(), failure.server(), failure.sourceIp(), failure.sessions());
    }
}
