package org.ecluse.web.api.queue;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.queue.QueueEntryRow;
import org.ecluse.server.queue.QueueFilter;
import org.ecluse.server.queue.QueueService;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /queue}: copies that wait for their destination server. */
@Path("/queue")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "queue")
public class QueueResource {
    @Inject
    private QueueService queue;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Waiting copies, the next due first")
    public Listing<QueuedCopyBody> list(
            @QueryParam("customer") @Parameter(description = "Id of a customer") Long customer,
            @QueryParam("search") @Parameter(description = "Any part of recipient or destination domain") String search,
            @QueryParam("state") @Parameter(description = "DUE or HELD") String state,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        QueueFilter filter = new QueueFilter(
                Optional.ofNullable(customer),
                Given.text(search).orElse(""),
                Given.choice("state", state, QueueEntryRow.State.class));
        return Listing.of(queue.list(current.viewer(), filter, page).map(QueuedCopyBody::of), page);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One waiting copy")
    public QueuedCopyBody one(@PathParam("id") String id) {
        return QueuedCopyBody.of(queue.one(current.viewer(), id));
    }

    @POST
    @Path("{id}/retry")
    @Operation(summary = "Try now")
    public void retry(@PathParam("id") String id) {
        queue.retryNow(current.viewer(), id);
    }

    @POST
    @Path("{id}/hold")
    @Operation(summary = "Make no attempt until it is resumed")
    public void hold(@PathParam("id") String id) {
        queue.hold(current.viewer(), id);
    }

    @POST
    @Path("{id}/resume")
    @Operation(summary = "End the hold")
    public void resume(@PathParam("id") String id) {
        queue.resume(current.viewer(), id);
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Cancel: it is delivered to nobody, and nobody is told")
    public void cancel(@PathParam("id") String id) {
        queue.cancel(current.viewer(), id);
    }
}
