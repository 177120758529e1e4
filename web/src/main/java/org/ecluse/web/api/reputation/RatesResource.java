package org.ecluse.web.api.reputation;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /rates}: who is near a limit. Only for the platform's administrators. */
@Path("/rates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "reputation")
public class RatesResource {
    @Inject
    private ClientRates rates;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Limits used to 80 % or more on this node now, the most used first")
    public Listing<RateUseBody> near(@BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(rates.near(current.viewer(), page).map(RateUseBody::of), page);
    }
}
