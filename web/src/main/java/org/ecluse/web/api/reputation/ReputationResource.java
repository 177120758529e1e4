package org.ecluse.web.api.reputation;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.reputation.BlockListing;
import org.ecluse.server.reputation.ListedClient;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /reputation}: the internal block list. Only for the platform's administrators. */
@Path("/reputation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reputation")
public class ReputationResource {
    @Inject
    private BlockListing listings;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Listings of the last 30 days, those that count first")
    public Listing<ListingBody> list(
            @QueryParam("search") @Parameter(description = "Any part of an address; a whole one finds its network too")
                    String search,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        String wanted = Given.text(search).orElse("");
        return Listing.of(listings.list(current.viewer(), wanted, page).map(this::body), page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One listing")
    public ListingBody find(@PathParam("id") String id) {
        return body(listings.find(current.viewer(), id));
    }

    @POST
    @Path("{id}/remove")
    @Operation(summary = "Take the client off the list; it is not listed again for the time that the setting names")
    public ListingBody remove(@PathParam("id") String id) {
        return body(listings.remove(current.viewer(), id));
    }

    @POST
    @Path("{id}/put-back")
    @Operation(summary = "Undo the removal, while the listing would still last")
    public ListingBody putBack(@PathParam("id") String id) {
        return body(listings.putBack(current.viewer(), id));
    }

    private ListingBody body(ListedClient listing) {
        return ListingBody.of(listing, listings.state(listing));
    }
}
