package org.ecluse.web.api.quarantine;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /quarantine}: held copies. */
@Path("/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "quarantine")
public class QuarantineResource {
    @Inject
    private QuarantineService quarantine;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Held copies that match, newest first")
    public Listing<HeldCopyBody> list(@BeanParam HeldFilter filter, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                quarantine.list(current.viewer(), filter.filter(), page).map(HeldCopyBody::of), page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One held copy")
    public HeldCopyBody one(@PathParam("id") String id) {
        return HeldCopyBody.of(quarantine.one(current.viewer(), id));
    }

    @POST
    @Path("{id}/release")
    @Operation(
            summary = "Deliver this one copy",
            description =
                    "Looks for viruses once more. Asking twice delivers once: the second answer is ALREADY_RELEASED.")
    public ReleaseBody release(@PathParam("id") String id) {
        return ReleaseBody.of(quarantine.release(current.viewer(), id));
    }

    @POST
    @Path("{id}/not-spam")
    @Operation(summary = "Deliver this one copy and report it as a false positive")
    public ReleaseBody notSpam(@PathParam("id") String id) {
        return ReleaseBody.of(quarantine.notSpam(current.viewer(), id));
    }
}
