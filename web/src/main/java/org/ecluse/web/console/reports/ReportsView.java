package org.ecluse.web.console.reports;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.reports.ReceivedReport;
import org.ecluse.server.reports.ReceivedReportService;
import org.ecluse.server.reports.ReportedSource;
import org.ecluse.server.reports.ReportedTlsFailure;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.PagedModel;
import org.ecluse.web.security.CurrentViewer;

/** {@code Domaines > rapports}: what others report about a domain (R1.11). */
@Named
@ViewScoped
public class ReportsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ReceivedReportService reports;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    @Inject
    private Language language;

    private final PagedModel<ReportedSource> sources = new PagedModel<>(this::sources);
    private final PagedModel<ReportedTlsFailure> failures = new PagedModel<>(this::failures);
    private final PagedModel<ReceivedReport> received = new PagedModel<>(this::received);
    private String name = "";
    private String address = "";

    /** Reads what the page's parameter names. */
    public void open() {
        address = reports.address(current.viewer(), name).orElse("");
    }

    public void save() {
        Optional<Optional<String>> saved =
                feedback.attempt(() -> reports.expectAt(current.viewer(), name, Optional.of(address)));
        if (saved.isPresent()) {
            address = saved.get().orElse("");
            if (address.isEmpty()) {
                feedback.done("reports.address.none");
            } else {
                feedback.done("reports.address.saved", address);
            }
        }
    }

    /** Why a report could not be read, in words. */
    public String fault(ReceivedReport report) {
        return language.texts().get("reports.fault." + report.fault());
    }

    /** What a report is about, in a word. */
    public String kind(ReceivedReport report) {
        return language.texts().get("reports.kind." + report.kind());
    }

    /** A failure of TLS in words; one that no standard names as its reporter calls it. */
    public String failure(ReportedTlsFailure failure) {
        String key = "reports.tls." + (failure.result().isEmpty() ? "unsaid" : failure.result());
        String words = language.texts().get(key);
        return words.equals(key) ? failure.result() : words;
    }

    private Page<ReportedSource> sources(PageRequest request) {
        return reports.sources(current.viewer(), name, reports.days(Optional.empty(), Optional.empty()), request);
    }

    private Page<ReportedTlsFailure> failures(PageRequest request) {
        return reports.tlsFailures(current.viewer(), name, reports.days(Optional.empty(), Optional.empty()), request);
    }

    private Page<ReceivedReport> received(PageRequest request) {
        return reports.reports(current.viewer(), name, request);
    }

    public PagedModel<ReportedSource> getSources() {
        return sources;
    }

    public PagedModel<ReportedTlsFailure> getFailures() {
        return failures;
    }

    public PagedModel<ReceivedReport> getReceived() {
        return received;
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(String value) {
        address = value;
    }
}
