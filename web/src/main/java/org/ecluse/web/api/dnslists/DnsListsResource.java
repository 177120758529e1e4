package org.ecluse.web.api.dnslists;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.dnslist.DnsListLine;
import org.ecluse.server.dnslist.DnsLists;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.security.CurrentViewer;

/** {@code /dns-lists}: for the platform's administrators. */
@Path("/dns-lists")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "dns-lists")
public class DnsListsResource {
    @Inject
    private DnsLists lists;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "DNS block and allow lists of the service, and how each fares (platform administrators)")
    public Listing<DnsListBody> all() {
        return Listing.whole(
                lists.all(current.viewer()).stream().map(DnsListBody::of).toList());
    }

    @GET
    @Path("known")
    @Operation(summary = "Well-known lists to start from; none is asked unless you add it, and each has terms of use")
    public Listing<DnsListBody> known() {
        return Listing.whole(
                lists.known(current.viewer()).stream().map(DnsListBody::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add a list; its test points are looked at before it is asked")
    public Response add(DnsListInput given) {
        DnsListLine added = lists.add(current.viewer(), Given.body(given).draft());
        return Response.created(URI.create("dns-lists/" + added.name()))
                .entity(DnsListBody.of(added))
                .build();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One list")
    public DnsListBody one(@PathParam("name") String name) {
        return DnsListBody.of(lists.one(current.viewer(), name));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change everything but the title")
    public DnsListBody change(@PathParam("name") String name, DnsListInput given) {
        return DnsListBody.of(
                lists.change(current.viewer(), name, Given.body(given).draft()));
    }

    @POST
    @Path("{name}/check")
    @Operation(summary = "Look at its test points now (RFC 5782 section 5)")
    public DnsListBody check(@PathParam("name") String name) {
        return DnsListBody.of(lists.check(current.viewer(), name));
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Remove a list; the findings it made stay")
    public void remove(@PathParam("name") String name) {
        lists.remove(current.viewer(), name);
    }
}
