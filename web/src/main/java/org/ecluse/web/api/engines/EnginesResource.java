package org.ecluse.web.api.engines;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.health.EngineStates;
import org.ecluse.web.api.Listing;
import org.ecluse.web.security.CurrentViewer;

/** {@code /engines}: how the engines fare at this node. Only for the platform's administrators. */
@Path("/engines")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "engines")
public class EnginesResource {
    @Inject
    private EngineStates states;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(
            summary =
                    "Antivirus engines, other spam filters and the sentence model, whether each answers, and how old signatures are")
    public Listing<EngineBody> all() {
        Viewer viewer = current.viewer();
        List<EngineBody> engines = new ArrayList<>();
        states.antivirus(viewer).forEach(state -> engines.add(EngineBody.of(EngineBody.Kind.ANTIVIRUS, state)));
        states.voices(viewer).forEach(state -> engines.add(EngineBody.of(EngineBody.Kind.VOICE, state)));
        engines.add(EngineBody.of(EngineBody.Kind.MEANING, states.reader()));
        return Listing.whole(engines);
    }
}
