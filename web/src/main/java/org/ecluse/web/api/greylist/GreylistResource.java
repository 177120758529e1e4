package org.ecluse.web.api.greylist;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.greylist.ExpectedSender;
import org.ecluse.server.greylist.ExpectedSenders;
import org.ecluse.server.greylist.GreyNotices;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /greylist}: senders that wait in the grey zone, and those that are expected. */
@Path("/greylist")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "greylist")
public class GreylistResource {
    @Inject
    private GreyNotices notices;

    @Inject
    private ExpectedSenders senders;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Correspondences that wait now, the latest try first")
    public Listing<DelayedSenderBody> waiting(
            @QueryParam("customer") @Parameter(description = "Needed unless you see only one") Long customer,
            @QueryParam("search") @Parameter(description = "Any part of sender or recipient") String search,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        String wanted = Given.text(search).orElse("");
        return Listing.of(
                notices.waiting(current.viewer(), customer(customer), wanted, page)
                        .map(DelayedSenderBody::of),
                page);
    }

    @POST
    @Path("{id}/let-through")
    @Operation(summary = "Expect the sender's domain for 24 hours: its next try passes")
    public Response letThrough(@PathParam("id") String id) {
        return created(senders.letThrough(current.viewer(), id));
    }

    @GET
    @Path("expected")
    @Operation(summary = "Senders that are expected now, newest first")
    public Listing<ExpectedSenderBody> expected(
            @QueryParam("customer") @Parameter(description = "Needed unless you see only one") Long customer,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                senders.list(current.viewer(), customer(customer), page).map(ExpectedSenderBody::of), page);
    }

    @POST
    @Path("expected")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Expect a sender for 24 hours: it passes the grey zone; all other checks still run")
    public Response expect(ExpectedSenderInput given) {
        ExpectedSenderInput input = Given.body(given);
        return created(senders.expect(
                current.viewer(),
                customer(input.customer()),
                Given.present("sender", input.sender()),
                Given.text(input.recipient())));
    }

    @DELETE
    @Path("expected/{id}")
    @Operation(summary = "Expect it no more")
    public void withdraw(@PathParam("id") long id) {
        senders.withdraw(current.viewer(), id);
    }

    private static Response created(ExpectedSender expected) {
        return Response.created(URI.create("greylist/expected/" + expected.id()))
                .entity(ExpectedSenderBody.of(expected))
                .build();
    }

    private long customer(Long given) {
        Optional<Long> customer =
                Optional.ofNullable(given).or(() -> current.viewer().customerId());
        return Given.present("customer", customer.orElse(null));
    }
}
