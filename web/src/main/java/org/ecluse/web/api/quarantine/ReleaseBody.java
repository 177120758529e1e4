package org.ecluse.web.api.quarantine;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.quarantine.ReleaseAnswer;

/** What became of a release. */
@Schema(name = "Release")
public record ReleaseBody(
        ReleaseAnswer.Outcome outcome,

        @Schema(description = "Name of the virus, or why no engine answered")
        String detail) {
    static ReleaseBody of(ReleaseAnswer answer) {
        return new ReleaseBody(answer.outcome(), answer.detail());
    }
}
