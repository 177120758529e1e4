package org.ecluse.web.api.replay;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.server.replay.ReplayRequest;
import org.ecluse.web.api.Given;

/** A draft and the mail to try it on. */
@Schema(name = "PolicyReplayInput")
public record ReplayInput(
        @Schema(description = "The draft; keys that are left out take the shipped default")
        JsonObject policy,

        @Schema(description = "Days back from now, 1 to 31; 7 if left out")
        Integer days,

        @Schema(description = "How many differences to list, 1 to 200; 50 if left out")
        Integer limit,

        @Schema(description = "The field next of the page before")
        String after) {
    private static final int USUAL_DAYS = 7;
    private static final int USUAL_LIMIT = 50;

    ReplayRequest request() {
        return new ReplayRequest(
                Optional.ofNullable(days).orElse(USUAL_DAYS),
                Optional.ofNullable(limit).orElse(USUAL_LIMIT),
                Given.text(after));
    }
}
