package org.ecluse.web.console.summary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.health.EngineStates;
import org.ecluse.server.health.ListenerFigures;
import org.ecluse.server.health.ServiceFigures;
import org.ecluse.server.quarantine.QuarantineFilter;
import org.ecluse.server.quarantine.QuarantineService;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.tracking.TrackingService;
import org.ecluse.server.tracking.TrafficSummary;
import org.ecluse.verdict.VerdictName;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** What came in today, what is held or waits, and how those who look after it are. */
@Named
@RequestScoped
public class SummaryView {
    @Inject
    private TrackingService tracking;

    @Inject
    private QuarantineService quarantine;

    @Inject
    private ServiceFigures figures;

    @Inject
    private EngineStates engines;

    @Inject
    private CurrentViewer current;

    @Inject
    private Shown shown;

    @Inject
    private Clock clock;

    private TrafficSummary today;
    private long held;
    private ServiceFigures.Queue queue;
    private List<EngineState> engineStates;

    /** A row of the chart: how many copies got a verdict, and their share of the largest bar. */
    public record Bar(VerdictName verdict, long count, int percent) {}

    @PostConstruct
    void read() {
        Viewer viewer = current.viewer();
        Instant now = clock.instant();
        today = tracking.traffic(viewer, shown.startOf(LocalDate.ofInstant(now, shown.zone())), now);
        queue = figures.queue();
        engineStates = engines.all();
        held = quarantine
                .list(viewer, QuarantineFilter.HELD, new PageRequest(0, 1))
                .total();
    }

    public TrafficSummary getToday() {
        return today;
    }

    public long getHeld() {
        return held;
    }

    /** Verdicts that occurred today, in the order in which they win. */
    public List<Bar> getBars() {
        long most =
                Arrays.stream(VerdictName.values()).mapToLong(today::of).max().orElse(1);
        return Arrays.stream(VerdictName.values())
                .filter(verdict -> today.of(verdict) > 0)
                .map(verdict -> new Bar(verdict, today.of(verdict), (int) Math.ceil(100.0 * today.of(verdict) / most)))
                .toList();
    }

    /** Figures of the whole platform, for its administrators only. */
    public ServiceFigures.Queue getQueue() {
        return queue;
    }

    public long getPendingScans() {
        return figures.pendingScans();
    }

    /** Copies whose domain is no customer's any more. */
    public long getHomeless() {
        return figures.homelessCopies();
    }

    /** Messages in the store that could not be taken in again. */
    public long getStoredMail() {
        return figures.storedMailWaiting();
    }

    public Optional<Instant> getLastReportRun() {
        return figures.lastReportRun();
    }

    public List<EngineState> getEngines() {
        return engineStates;
    }

    /** The SMTP ports of this server. */
    public List<ListenerFigures> getPorts() {
        return ListenerFigures.all();
    }

    /** The zone in which the day began. */
    public String getZone() {
        return shown.zone().getId();
    }
}
