package org.ecluse.web.api.engines;

import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.EngineState.LastAnswer;
import org.ecluse.server.scanning.EngineState.Said;

/** An antivirus engine, another spam filter or the sentence model as the API shows it. */
@Schema(name = "Engine")
public record EngineBody(
        String name,
        Kind kind,

        @Schema(description = "Mail counts as unchecked without its answer")
        boolean required,

        Health health,

        @Schema(description = "Program and signatures as it last told")
        String version,

        @Schema(description = "When it last told; null: not known")
        Long signatureAgeSeconds,

        @Schema(description = "Why it is silent; empty while it answers")
        String problem,

        Instant since,

        @Schema(description = "Messages since this node started")
        long answered,

        long silent,

        @Schema(description = "Last answer about a message; null: none yet")
        Said lastAnswer,

        @Schema(description = "Name of the virus, score, or why there was none")
        String lastDetail,

        Instant lastAt) {
    /** What it looks for. */
    public enum Kind {
        ANTIVIRUS,
        VOICE,
        MEANING
    }

    static EngineBody of(Kind kind, EngineState state) {
        return new EngineBody(
                state.name(),
                kind,
                state.required(),
                state.health(),
                state.version(),
                state.signatureAge().map(Duration::toSeconds).orElse(null),
                state.problem(),
                state.since(),
                state.answered(),
                state.silent(),
                state.last().map(LastAnswer::said).orElse(null),
                state.last().map(LastAnswer::detail).orElse(null),
                state.last().map(LastAnswer::at).orElse(null));
    }
}
