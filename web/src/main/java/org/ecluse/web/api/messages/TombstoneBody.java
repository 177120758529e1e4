package org.ecluse.web.api.messages;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.tracking.Tombstone;
import org.ecluse.verdict.SymbolTexts;
import org.ecluse.verdict.VerdictName;

/** What is left of a destroyed copy. */
@Schema(name = "Tombstone")
public record TombstoneBody(
        @Schema(description = "<message>.<n>") String id,
        Instant destroyedAt,
        String recipient,
        VerdictName verdict,

        @Schema(description = "The verdict's usual word, such as SPAM.D")
        String verdictLabel,

        double score,
        @Schema(description = "Symbols of what was found") String reason,

        @Schema(description = "The same in sentences") List<String> reasons,

        @Schema(description = "A virus, with the engine that found it and the age of its signatures; else empty")
        String found) {
    static TombstoneBody of(Tombstone tombstone, SymbolTexts texts) {
        return new TombstoneBody(
                tombstone.id(),
                tombstone.destroyedAt(),
                tombstone.recipient(),
                tombstone.verdict(),
                tombstone.verdict().label(),
                tombstone.score(),
                tombstone.reason(),
                texts.sentences(tombstone.reason()),
                tombstone.found());
    }
}
