package org.ecluse.web.api.replay;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.replay.PolicyReplayService;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.PolicyBody;
import org.ecluse.web.security.CurrentViewer;
import org.ecluse.web.text.Texts;

/** {@code /customers/{id}/policy/replay} (B5). */
@Path("/customers/{id}/policy/replay")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "customers")
public class CustomerReplayResource {
    @Inject
    private PolicyReplayService replays;

    @Inject
    private CurrentViewer current;

    @Inject
    private HttpServletRequest http;

    @POST
    @Operation(
            summary = "Try a draft of the customer's policy on past mail",
            description =
                    "Nothing is published and no mail moves. At most 20,000 copies and 10 seconds a page; 503 while two"
                            + " others are being tried.")
    public ReplayBody replay(@PathParam("id") long id, ReplayInput given) {
        ReplayInput input = Given.body(given);
        return ReplayBody.of(
                replays.replay(
                        current.viewer(), id, Optional.empty(), PolicyBody.read(input.policy()), input.request()),
                Texts.preferred(http).locale());
    }
}
