package org.ecluse.web.api.jobs;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.jobs.JobService;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /jobs}: so that any scheduler can start, watch and stop them. */
@Path("/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "jobs")
public class JobsResource {
    @Inject
    private JobService jobs;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Names of the jobs there are")
    public Listing<String> names() {
        return Listing.whole(jobs.names(current.viewer()));
    }

    @GET
    @Path("{name}/runs")
    @Operation(summary = "Runs of a job, newest first")
    public Listing<JobRunBody> runs(@PathParam("name") String name, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(jobs.runs(current.viewer(), Optional.of(name), page).map(JobRunBody::of), page);
    }

    @POST
    @Path("{name}/runs")
    @Operation(summary = "Start a run, or get the one started with the same key")
    public Response start(@PathParam("name") String name, JobInput given) {
        return Response.accepted(JobRunBody.of(jobs.start(current.viewer(), name, JobInput.parameters(given))))
                .build();
    }

    @GET
    @Path("{name}/runs/{id}")
    @Operation(summary = "One run")
    public JobRunBody run(@PathParam("name") String name, @PathParam("id") long id) {
        return JobRunBody.of(jobs.run(current.viewer(), name, id));
    }

    @POST
    @Path("{name}/runs/{id}/stop")
    @Operation(summary = "Stop a run after the item at hand")
    public JobRunBody stop(@PathParam("name") String name, @PathParam("id") long id) {
        return JobRunBody.of(jobs.stop(current.viewer(), name, id));
    }
}
