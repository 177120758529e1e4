package org.ecluse.web.api.reports;

import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.reports.ReportedSource;

/** Messages from one address on one day, as others saw them. */
@Schema(name = "ReportedSource")
public record ReportedSourceBody(
        @Schema(description = "In UTC") LocalDate day,

        @Schema(description = "Empty: further ones of a report with too many")
        String sourceIp,

        @Schema(description = "Messages that passed DMARC") long passed,
        @Schema(description = "Messages that did not") long failed,
        @Schema(description = "Of these, held or refused") long stopped) {
    static ReportedSourceBody of(ReportedSource source) {
        return new ReportedSourceBody(
                source.day(), source.sourceIp(), source.passed(), source.failed(), source.stopped());
    }
}
