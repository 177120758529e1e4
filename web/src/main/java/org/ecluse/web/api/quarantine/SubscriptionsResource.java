package org.ecluse.web.api.quarantine;

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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.account.EndedLinks;
import org.ecluse.server.digest.ReportInquiry;
import org.ecluse.server.digest.SubscriptionService;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /subscriptions}: who gets which report, and why somebody got none. */
@Path("/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "quarantine")
public class SubscriptionsResource {
    @Inject
    private SubscriptionService subscriptions;

    @Inject
    private ReportInquiry inquiry;

    @Inject
    private EndedLinks links;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Subscriptions that you see, by address")
    public Listing<SubscriptionBody> list(
            @QueryParam("search") @Parameter(description = "Any part of the address") String search,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                subscriptions.list(current.viewer(), Given.text(search), page).map(SubscriptionBody::of), page);
    }

    @POST
    @Operation(summary = "Subscribe an address, or change its subscription")
    public SubscriptionBody subscribe(SubscriptionInput given) {
        return SubscriptionBody.of(
                subscriptions.subscribe(current.viewer(), Given.body(given).request()));
    }

    @GET
    @Path("{address}/why")
    @Operation(summary = "Why an address got a report on a day, or none")
    public WhyBody why(
            @PathParam("address") String address,
            @QueryParam("day") @Parameter(description = "Such as 2026-03-31; today if left out") String day,
            @QueryParam("language") @Parameter(description = "Of the sentences: fr or en") String language) {
        return WhyBody.of(
                inquiry.explain(current.viewer(), address, Given.text(day).map(SubscriptionsResource::date)),
                Given.text(language).orElse("en"));
    }

    private static LocalDate date(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw (InvalidInputException) new InvalidInputException("day", "error.reports.day").initCause(e);
        }
    }

    @POST
    @Path("{address}/end-links")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "End every link that was mailed to an address, subscribed or not, and its sessions")
    public void endLinks(@PathParam("address") String address) {
        links.end(current.viewer(), address);
    }

    @DELETE
    @Path("{address}")
    @Operation(summary = "End the report of an address")
    public void unsubscribe(@PathParam("address") String address) {
        subscriptions.unsubscribe(current.viewer(), address);
    }
}
