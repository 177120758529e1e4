package org.ecluse.web.api.reports;

import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ecluse.server.access.InvalidInputException;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.reports.ReceivedReportService;
import org.ecluse.web.api.Given;
import org.ecluse.web.api.Listing;
import org.ecluse.web.api.Paging;
import org.ecluse.web.security.CurrentViewer;

/** {@code /domains/{name}/reports}: what others report about a domain (DMARC and TLS). */
@Path("/domains/{name}/reports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "domains")
public class ReportsResource {
    @Inject
    private ReceivedReportService reports;

    @Inject
    private CurrentViewer current;

    @GET
    @Operation(summary = "Reports that came, newest first; those that could not be read among them")
    public Listing<ReceivedReportBody> list(@PathParam("name") String name, @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(reports.reports(current.viewer(), name, page).map(ReceivedReportBody::of), page);
    }

    @GET
    @Path("sources")
    @Operation(summary = "Who wrote in the domain's name, by day and address, the newest day first")
    public Listing<ReportedSourceBody> sources(
            @PathParam("name") String name,
            @QueryParam("from") @Parameter(description = "Day in UTC; left out: 30 days before the last") String from,
            @QueryParam("to") @Parameter(description = "Last day; left out: today") String to,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                reports.sources(current.viewer(), name, days(from, to), page).map(ReportedSourceBody::of), page);
    }

    @GET
    @Path("tls-failures")
    @Operation(summary = "TLS sessions with the domain's servers that failed, the newest day first")
    public Listing<ReportedTlsFailureBody> tlsFailures(
            @PathParam("name") String name,
            @QueryParam("from") @Parameter(description = "Day in UTC; left out: 30 days before the last") String from,
            @QueryParam("to") @Parameter(description = "Last day; left out: today") String to,
            @BeanParam Paging paging) {
        PageRequest page = paging.request();
        return Listing.of(
                reports.tlsFailures(current.viewer(), name, days(from, to), page)
                        .map(ReportedTlsFailureBody::of),
                page);
    }

    @GET
    @Path("address")
    @Operation(summary = "Where reports about the domain are expected")
    public ReportAddressBody address(@PathParam("name") String name) {
        return new ReportAddressBody(reports.address(current.viewer(), name).orElse(null));
    }

    @PUT
    @Path("address")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say where reports about the domain are expected",
            description =
                    "Mail to this address, of one of the customer's domains, is read as reports from now on; it is"
                            + " filtered and delivered as before. null: no mail is read any more.")
    public ReportAddressBody expectAt(@PathParam("name") String name, ReportAddressBody given) {
        Optional<String> address = Given.text(Given.body(given).address());
        return new ReportAddressBody(
                reports.expectAt(current.viewer(), name, address).orElse(null));
    }

    private ReceivedReportService.Days days(String from, String to) {
        return reports.days(day("from", from), day("to", to));
    }

    private static Optional<LocalDate> day(String field, String value) {
        try {
            return Given.text(value).map(LocalDate::parse);
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, "error.reports.day");
        }
    }
}
