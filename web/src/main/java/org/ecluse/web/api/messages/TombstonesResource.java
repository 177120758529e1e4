package org.ecluse.web.api.messages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.verdict.SymbolTexts;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;
import org.ecluse.web.text.Texts;

/** {@code /tombstones}: what is left of destroyed copies (B16). */
@Path("/tombstones")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class TombstonesResource {
    @Inject
    private TrackingService tracking;

    @Inject
    private CurrentViewer current;

    @Inject
    private HttpServletRequest request;

    @GET
    @Operation(
            summary = "Destroyed copies, newest first",
            description = "Of the filter, customer, recipient, verdict and time count: nothing else was kept."
                    + " Sentences are in the language of Accept-Language.")
    public Listing<TombstoneBody> search(@BeanParam MessageFilter filter, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        SymbolTexts texts = SymbolTexts.in(Texts.preferred(request).locale());
        return Listing.of(
                tracking.destroyed(current.viewer(), filter.search(), page)
                        .map(tombstone -> TombstoneBody.of(tombstone, texts)),
                page);
    }
}
