package org.ecluse.web.api.domains;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.directory.AddressService;
import org.ecluse.server.directory.Destination;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.directory.DomainAliasService;
import org.ecluse.server.directory.DomainRemoval;
import org.ecluse.server.directory.RecipientCheck;
import org.ecluse.server.directory.probe.DestinationProbe;
import org.ecluse.server.policy.PolicyAdministration;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.api.PolicyBody;
import org.ecluse.web.security.CurrentViewer;

/** {@code /domains}. */
@Path("/domains")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class DomainsResource {
    @Inject
    private DirectoryService directory;

    @Inject
    private DomainRemoval removal;

    @Inject
    private AddressService addresses;

    @Inject
    private DomainAliasService aliases;

    @Inject
    private PolicyAdministration policies;

    @Inject
    private DestinationProbe probe;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Domains that you see, by name")
    public Listing<DomainBody> list() {
        return Listing.whole(
                directory.domains(current.viewer()).stream().map(this::body).toList());
    }

    @POST
    @Operation(summary = "Add a domain, with its destination servers")
    public Response create(DomainInput given) {
        DomainInput input = Given.body(given);
        Long customer = input.customer() == null ? current.viewer().customerId().orElse(null) : input.customer();
        // Read before the domain is made: a wrong server leaves nothing behind.
        Optional<List<Destination>> servers = input.servers();
        Domain created = directory.createDomain(
                current.viewer(),
                Given.present("customer", customer),
                Given.present("name", input.name()),
                input.rules(),
                servers.orElse(List.of()));
        return Response.created(URI.create("domains/" + created.name()))
                .entity(body(created))
                .build();
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One domain")
    public DomainBody one(@PathParam("name") String name) {
        return body(directory.domain(current.viewer(), name));
    }

    @PUT
    @Path("{name}")
    @Operation(summary = "Change a domain; its destination servers too, if they are given")
    public DomainBody change(@PathParam("name") String name, DomainInput given) {
        DomainInput input = Given.body(given);
        return body(directory.changeDomain(current.viewer(), name, input.rules(), input.servers()));
    }

    @DELETE
    @Path("{name}")
    @Operation(
            summary = "Take a domain out of the service",
            description = "Refused while mail of it waits in the queue or in quarantine. Its history stays readable.")
    public void remove(@PathParam("name") String name) {
        removal.remove(current.viewer(), name);
    }

    @PUT
    @Path("{name}/destinations")
    @Operation(summary = "Replace the destination servers")
    public DomainBody destinations(@PathParam("name") String name, List<DestinationBody> servers) {
        return body(directory.setDestinations(current.viewer(), name, DomainInput.checked(Given.body(servers))));
    }

    @GET
    @Path("{name}/addresses")
    @Operation(summary = "Listed addresses")
    public Listing<AddressBody> addresses(@PathParam("name") String name, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(addresses.list(current.viewer(), name, page).map(AddressBody::of), page);
    }

    @PUT
    @Path("{name}/addresses/{address}")
    @Operation(summary = "List an address, or change it")
    public AddressBody putAddress(
            @PathParam("name") String name, @PathParam("address") String address, AddressBody given) {
        AddressBody input = given == null ? new AddressBody(address, null, null) : given;
        return AddressBody.of(addresses.put(
                current.viewer(), name, address, Given.text(input.aliasOf()), Optional.ofNullable(input.level())));
    }

    @DELETE
    @Path("{name}/addresses/{address}")
    @Operation(summary = "Take an address off the list")
    public void removeAddress(@PathParam("name") String name, @PathParam("address") String address) {
        addresses.remove(current.viewer(), name, address);
    }

    @PUT
    @Path("{name}/aliases/{alias}")
    @Operation(
            summary = "Give the domain another name",
            description =
                    "Mail for x@alias is decided, held and reported as that of x@domain and goes to the domain's servers"
                            + " with the address that the sender gave. A name that it has already stays.")
    public DomainBody putAlias(@PathParam("name") String name, @PathParam("alias") String alias) {
        aliases.add(current.viewer(), name, alias);
        return body(directory.domain(current.viewer(), name));
    }

    @DELETE
    @Path("{name}/aliases/{alias}")
    @Operation(summary = "Take a name from the domain: mail for it is refused from now on")
    public void removeAlias(@PathParam("name") String name, @PathParam("alias") String alias) {
        aliases.remove(current.viewer(), name, alias);
    }

    @GET
    @Path("{name}/policy")
    @Operation(summary = "The policy that decides about this domain; its field domain is null if it is the customer's")
    public JsonObject policy(@PathParam("name") String name) {
        return PolicyBody.write(policies.current(current.viewer(), customerOf(name), Optional.of(name)));
    }

    @PUT
    @Path("{name}/policy")
    @Operation(summary = "Publish a policy of the domain's own")
    public JsonObject publish(@PathParam("name") String name, JsonObject policy) {
        return PolicyBody.write(
                policies.publish(current.viewer(), customerOf(name), Optional.of(name), PolicyBody.read(policy)));
    }

    @GET
    @Path("{name}/policy/revisions")
    @Operation(summary = "Every published revision of the domain's own policy, newest first")
    public List<JsonObject> revisions(@PathParam("name") String name, @BeanParam Paging paging) {
        return policies.revisions(current.viewer(), customerOf(name), Optional.of(name), paging.request())
                .map(PolicyBody::write)
                .items();
    }

    @POST
    @Path("{name}/policy/revisions/{revision}/publish")
    @Operation(summary = "Roll back: publish an earlier revision of the domain's own policy again")
    public JsonObject rollBack(@PathParam("name") String name, @PathParam("revision") long revision) {
        return PolicyBody.write(policies.rollBack(current.viewer(), customerOf(name), Optional.of(name), revision));
    }

    private DomainBody body(Domain domain) {
        boolean probes = domain.rules().recipientCheck() == RecipientCheck.PROBE;
        return DomainBody.of(domain, probes && probe.takesAll(domain.id()));
    }

    private long customerOf(String name) {
        return directory.domain(current.viewer(), name).customerId();
    }
}
