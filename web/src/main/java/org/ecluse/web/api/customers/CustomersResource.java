package org.ecluse.web.api.customers;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.directory.Customer;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.policy.PolicyAdministration;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.api.PolicyBody;
import org.ecluse.web.security.CurrentViewer;

/** {@code /customers}. */
@Path("/customers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "customers")
public class CustomersResource {
    @Inject
    private DirectoryService directory;

    @Inject
    private PolicyAdministration policies;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Customers that you see, by name")
    public Listing<CustomerBody> list() {
        return Listing.whole(directory.customers(current.viewer()).stream()
                .map(CustomerBody::of)
                .toList());
    }

    @POST
    @Operation(summary = "Open a customer's account (platform administrators)")
    public Response create(CustomerInput given) {
        CustomerInput input = Given.body(given);
        Customer created = directory.createCustomer(
                current.viewer(), name(input), Given.present("locale", input.locale()), zone(input));
        return Response.created(URI.create("customers/" + created.id()))
                .entity(CustomerBody.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One customer")
    public CustomerBody one(@PathParam("id") long id) {
        return CustomerBody.of(directory.customer(current.viewer(), id));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change a customer")
    public CustomerBody change(@PathParam("id") long id, CustomerInput given) {
        CustomerInput input = Given.body(given);
        return CustomerBody.of(directory.changeCustomer(
                current.viewer(), id, name(input), Given.present("locale", input.locale()), zone(input)));
    }

    @GET
    @Path("{id}/policy")
    @Operation(summary = "The customer's filtering policy")
    public JsonObject policy(@PathParam("id") long id) {
        return PolicyBody.write(policies.current(current.viewer(), id, Optional.empty()));
    }

    @PUT
    @Path("{id}/policy")
    @Operation(summary = "Publish a filtering policy: it decides from the next mail on")
    public JsonObject publish(@PathParam("id") long id, JsonObject policy) {
        return PolicyBody.write(policies.publish(current.viewer(), id, Optional.empty(), PolicyBody.read(policy)));
    }

    @GET
    @Path("{id}/policy/revisions")
    @Operation(summary = "Every published revision of the customer's policy, newest first")
    public List<JsonObject> revisions(@PathParam("id") long id, @BeanParam Paging paging) {
        return policies.revisions(current.viewer(), id, Optional.empty(), paging.request())
                .map(PolicyBody::write)
                .items();
    }

    @POST
    @Path("{id}/policy/revisions/{revision}/publish")
    @Operation(summary = "Roll back: publish an earlier revision again")
    public JsonObject rollBack(@PathParam("id") long id, @PathParam("revision") long revision) {
        return PolicyBody.write(policies.rollBack(current.viewer(), id, Optional.empty(), revision));
    }

    private static String name(CustomerInput input) {
        return Given.present("name", input.name());
    }

    private static String zone(CustomerInput input) {
        return Given.present("zone", input.zone());
    }
}
