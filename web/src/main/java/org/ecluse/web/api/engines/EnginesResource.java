package org.ecluse.web.api.engines;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;
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
    @Operation(summary = "Antivirus engines and other spam filters, whether each answers, and how old signatures are")
    public Listing<EngineBody> all() {
        Viewer viewer = current.viewer();
        List<EngineBody> engines = Stream.concat(
                        states.antivirus(viewer).stream().map(state -> EngineBody.of(EngineBody.Kind.ANTIVIRUS, state)),
                        states.voices(viewer).stream().map(state -> EngineBody.of(EngineBody.Kind.VOICE, state)))
                .toList();
        return Listing.whole(engines);
    }
}
