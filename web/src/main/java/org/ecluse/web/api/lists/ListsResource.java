package org.ecluse.web.api.lists;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.policy.ListAdministration;
import org.ecluse.server.policy.ListLine;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /lists}. */
@Path("/lists")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "lists")
public class ListsResource {
    @Inject
    private ListAdministration lists;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Lines of a customer's green and red lists, newest first")
    public Listing<ListLineBody> list(
            @QueryParam("customer") @Parameter(description = "Needed unless you see only one") Long customer,
            @QueryParam("colour") @Parameter(description = "ALLOW or BLOCK") String colour,
            @QueryParam("search") @Parameter(description = "Any part of value or recipient") String search,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                lists.list(
                                current.viewer(),
                                customer(customer),
                                Given.choice("colour", colour, Colour.class),
                                Given.text(search).orElse(""),
                                page)
                        .map(ListLineBody::of),
                page);
    }

    @POST
    @Operation(summary = "Put a line on a list; a green line for one's own domain is refused")
    public Response add(ListLineInput given) {
        ListLineInput input = Given.body(given);
        ListLine line = lists.add(current.viewer(), customer(input.customer()), input.draft());
        return Response.created(URI.create("lists/" + line.id()))
                .entity(ListLineBody.of(line))
                .build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a line's note and expiry")
    public ListLineBody change(@PathParam("id") long id, ListLineInput given) {
        ListLineInput input = Given.body(given);
        return ListLineBody.of(lists.change(
                current.viewer(),
                id,
                Given.text(input.note()).orElse(""),
                Given.instant("expiresAt", input.expiresAt())));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Delete a line")
    public void remove(@PathParam("id") long id) {
        lists.remove(current.viewer(), id);
    }

    private long customer(Long given) {
        Optional<Long> customer =
                Optional.ofNullable(given).or(() -> current.viewer().customerId());
        return Given.present("customer", customer.orElse(null));
    }
}
