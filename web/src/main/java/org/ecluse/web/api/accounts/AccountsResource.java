package org.ecluse.web.api.accounts;

import jakarta.inject.Inject;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Role;
import org.ecluse.server.security.AccountAdministration;
import org.ecluse.server.security.AccountDraft;
import org.ecluse.server.security.AccountLine;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /accounts}: who signs in to console and API; for administrators. */
@Path("/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "accounts")
public class AccountsResource {
    @Inject
    private AccountAdministration accounts;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Accounts that you look after, by user name")
    public Listing<AccountBody> list(@BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(accounts.list(current.viewer(), page).map(AccountBody::of), page);
    }

    @POST
    @Operation(summary = "Open an account")
    public Response create(AccountInput given) {
        AccountInput input = Given.body(given);
        Role role = Given.present("role", input.role());
        AccountLine created = accounts.create(
                current.viewer(),
                new AccountDraft(
                        Given.present("userName", input.userName()),
                        Given.present("password", input.password()),
                        role,
                        Optional.ofNullable(input.customer())
                                .or(() -> current.viewer().customerId()),
                        Given.text(input.locale()).orElse("en")));
        return Response.created(URI.create("accounts/" + created.id()))
                .entity(AccountBody.of(created))
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One account")
    public AccountBody one(@PathParam("id") long id) {
        return AccountBody.of(accounts.one(current.viewer(), id));
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Change somebody else's role or language, or close the account")
    public AccountBody change(@PathParam("id") long id, AccountInput given) {
        AccountInput input = Given.body(given);
        return AccountBody.of(accounts.change(
                current.viewer(),
                id,
                Optional.ofNullable(input.role()),
                Given.text(input.locale()),
                Optional.ofNullable(input.active())));
    }

    @PUT
    @Path("{id}/password")
    @Operation(summary = "Give somebody else's account a first password again; its sessions end")
    public AccountBody resetPassword(@PathParam("id") long id, PasswordInput given) {
        return AccountBody.of(accounts.resetPassword(
                current.viewer(),
                id,
                Given.present("password", Given.body(given).password())));
    }
}
