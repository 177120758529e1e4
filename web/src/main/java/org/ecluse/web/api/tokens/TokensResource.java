package org.ecluse.web.api.tokens;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.security.ApiTokenService;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.security.CurrentViewer;

/** {@code /tokens}: the caller's own. */
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "tokens")
public class TokensResource {
    @Inject
    private ApiTokenService tokens;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Your tokens, without their secrets")
    public Listing<TokenBody> list() {
        return Listing.whole(tokens.list(current.viewer()).stream()
                .map(token -> TokenBody.of(token, null))
                .toList());
    }

    @POST
    @Operation(summary = "Make a token; its secret is shown in this answer only")
    public Response create(TokenInput given) {
        TokenInput input = Given.body(given);
        ApiTokenService.Created created = tokens.create(
                current.viewer(), Given.present("name", input.name()), Given.instant("expiresAt", input.expiresAt()));
        return Response.created(URI.create("tokens/" + created.token().id()))
                .entity(TokenBody.of(created.token(), created.secret()))
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke a token")
    public void revoke(@PathParam("id") long id) {
        tokens.revoke(current.viewer(), id);
    }
}
