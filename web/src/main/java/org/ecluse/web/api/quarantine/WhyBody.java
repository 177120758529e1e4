package org.ecluse.web.api.quarantine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.digest.ReportAnswer;
import org.ecluse.digest.ReportMail;
import org.ecluse.digest.ReportReason;
import org.ecluse.digest.ReportWords;

/** Why an address got a report on a day, or none (R3.14). */
@Schema(name = "WhyNoReport")
public record WhyBody(
        @Schema(description = "The address asked about, aliases resolved")
        String address,

        @Schema(description = "Whose report tells of it") String reportOf,
        @Schema(description = "Who gets that report") String receiver,
        @Schema(description = "The subscriber's date") LocalDate day,

        @Schema(description = "IANA time zone of the subscriber")
        String zone,

        List<Reason> reasons) {
    /** What became of one report of the day. */
    @Schema(name = "WhyNoReportReason")
    public record Reason(
            ReportReason.Why why,
            @Schema(description = "The same in plain words") String sentence,
            @Schema(nullable = true) Instant dueAt,
            @Schema(nullable = true) Instant at,
            @Schema(nullable = true) Mail mail) {}

    /** The report's own mail. */
    @Schema(name = "WhyNoReportMail")
    public record Mail(
            @Schema(description = "Its copy, for /messages") String id,
            String to,
            Instant queuedAt,
            ReportMail.State state,
            @Schema(nullable = true) Instant endedAt,

            @Schema(description = "Last answer of the receiving server")
            String reply,

            int entries) {}

    static WhyBody of(ReportAnswer answer, String language) {
        ReportWords words = new ReportWords(answer, language);
        return new WhyBody(
                answer.address(),
                answer.reportOf(),
                answer.receiver(),
                answer.day(),
                answer.zone().getId(),
                answer.reasons().stream()
                        .map(reason -> new Reason(
                                reason.why(),
                                words.sentence(reason),
                                reason.due().orElse(null),
                                reason.at().orElse(null),
                                reason.mail().map(WhyBody::mail).orElse(null)))
                        .toList());
    }

    private static Mail mail(ReportMail mail) {
        return new Mail(
                mail.copyId(),
                mail.to(),
                mail.queuedAt(),
                mail.state(),
                mail.endedAt().orElse(null),
                mail.reply(),
                mail.entries());
    }
}
