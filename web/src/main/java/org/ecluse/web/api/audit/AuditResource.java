package org.ecluse.web.api.audit;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.audit.AuditInquiry;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /audit}: the audit trail, for administrators. */
@Path("/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {
    @Inject
    private AuditInquiry audit;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Who did what, newest first, of the customers that you see")
    public Listing<AuditLineBody> list(
            @QueryParam("search") @Parameter(description = "Any part of who did it or of what it was done to")
                    String search,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                audit.list(current.viewer(), Given.text(search).orElse(""), page)
                        .map(AuditLineBody::of),
                page);
    }

    @GET
    @Path("check")
    @Operation(summary = "Read the whole trail and say whether any entry was changed, removed or put in")
    public AuditCheckBody check() {
        return AuditCheckBody.of(audit.check(current.viewer()), audit.head(current.viewer()));
    }
}
