package org.ecluse.web.api.reputation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ecluse.rate.RateUnit;
import org.ecluse.rate.RateUse;
import org.ecluse.rate.RateWindow;

/** A limit that is used to 80 % or more as the API shows it (B11). */
@Schema(name = "RateUse")
public record RateUseBody(
        @Schema(description = "Address, or network in CIDR form")
        String client,

        RateUnit unit,
        RateWindow window,
        int used,
        int limit,

        @Schema(description = "0: there is room now") long freeInSeconds) {
    static RateUseBody of(RateUse use) {
        return new RateUseBody(
                use.client(),
                use.unit(),
                use.window(),
                use.used(),
                use.limit(),
                use.freeIn().toSeconds());
    }
}
