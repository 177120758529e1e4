package org.ecluse.server.health;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.ecluse.server.dns.DnsJavaLookup;
import org.ecluse.server.dnslist.DnsListWatch;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.server.reputation.BlockList;
import org.ecluse.server.reputation.Observations;
import org.ecluse.server.scanning.AntivirusEngines;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.SpamVoices;
import org.ecluse.server.scanning.Watched;
import org.ecluse.server.scanning.WatchedReader;

/** The figures to watch, in the Prometheus text format; every one is asked when it is read. */
@ApplicationScoped
public class Metrics {
    /** Content type of what {@link #write} writes. */
    public static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusRegistry registry = new PrometheusRegistry();

    @Inject
    private ServiceFigures figures;

    @Inject
    private AntivirusEngines engines;

    @Inject
    private SpamVoices voices;

    @Inject
    private WatchedReader reader;

    @Inject
    private DnsJavaLookup dns;

    @Inject
    private DnsListWatch lists;

    @Inject
    private BlockList list;

    @Inject
    private Observations observations;

    @Inject
    private ClientRates rates;

    @PostConstruct
    void register() {
        perPort("ecluse_smtp_sessions", "SMTP sessions open now", ListenerFigures::openSessions);
        perPort("ecluse_smtp_messages", "Messages accepted since start", ListenerFigures::messages);
        perPort("ecluse_smtp_connections", "Connections accepted since start", ListenerFigures::acceptedConnections);
        perPort("ecluse_smtp_refused", "Connections refused since start", ListenerFigures::refusedConnections);
        gauge(
                "ecluse_queue_waiting",
                "Copies waiting for delivery",
                () -> figures.queue().waiting());
        gauge(
                "ecluse_queue_oldest_seconds",
                "Age of the oldest waiting copy",
                () -> figures.queue().oldest().toSeconds());
        gauge("ecluse_scan_pending", "Copies waiting to be scanned again", () -> figures.pendingScans());
        gauge(
                "ecluse_scan_pending_homeless",
                "Copies waiting because their domain is no customer's any more",
                () -> figures.homelessCopies());
        gauge(
                "ecluse_stored_mail_waiting",
                "Stored messages that could not be taken in again",
                () -> figures.storedMailWaiting());
        gauge(
                "ecluse_report_last_run_seconds",
                "Unix time of the last report run, 0 if never",
                () -> figures.lastReportRun().map(at -> at.getEpochSecond()).orElse(0L));
        gauge(
                "ecluse_antivirus_engines",
                "Antivirus engines configured",
                () -> engines.configured().size());
        perEngine(
                "ecluse_antivirus_engine_up", "1 while the antivirus engine answers", engines::configured, Metrics::up);
        perEngine(
                "ecluse_antivirus_signatures_old",
                "1 while the signatures are older than ecluse.scan.signature-age",
                engines::configured,
                state -> state.health() == Health.OLD ? 1 : 0);
        perEngine(
                "ecluse_antivirus_signature_age_seconds",
                "Age of the signatures when the engine last told it, -1 if it never did",
                engines::configured,
                state -> state.signatureAge().map(Duration::toSeconds).orElse(-1L));
        perEngine(
                "ecluse_antivirus_answered",
                "Messages that the antivirus engine answered about since start",
                engines::configured,
                EngineState::answered);
        perEngine(
                "ecluse_antivirus_silent",
                "Messages that the antivirus engine did not answer about since start",
                engines::configured,
                EngineState::silent);
        perEngine("ecluse_voice_up", "1 while the other spam filter answers", voices::configured, Metrics::up);
        perEngine(
                "ecluse_voice_answered",
                "Messages that the other spam filter answered about since start",
                voices::configured,
                EngineState::answered);
        perEngine(
                "ecluse_voice_silent",
                "Messages that the other spam filter did not answer about since start",
                voices::configured,
                EngineState::silent);
        gauge(
                "ecluse_meaning_up",
                "1 while the sentence model can be used",
                () -> reader.state().answers() ? 1 : 0);
        gauge(
                "ecluse_meaning_read",
                "Doubtful messages that the sentence model read since start",
                () -> reader.state().answered());
        gauge(
                "ecluse_meaning_silent",
                "Doubtful messages that the sentence model could not read since start",
                () -> reader.state().silent());
        gauge("ecluse_reputation_listed", "Clients and networks on the internal block list", () -> list.listed());
        gauge("ecluse_reputation_refused", "Of these, those whose mail is refused", () -> list.refused());
        gauge(
                "ecluse_reputation_dropped",
                "Observations of clients dropped since start because there were too many at once",
                () -> observations.dropped());
        gauge("ecluse_rates_near", "Limits of clients and networks used to 80 % or more", () -> rates.near());
        gauge(
                "ecluse_rates_refused",
                "Commands and connections refused over a limit since start",
                () -> rates.refused());
        gauge("ecluse_dns_alive", "1 while the resolvers answer, else 0", () -> dns.isAlive() ? 1 : 0);
        perList(
                "ecluse_dns_list_on",
                "1 while the DNS list is asked, 0 while it is switched off",
                state -> state.health() == ListState.Health.BELIEVED ? 1 : 0);
        perList("ecluse_dns_list_asked", "Questions to the DNS list", ListState::asked);
        perList("ecluse_dns_list_listed", "Answers that named the sender", ListState::listed);
        perList("ecluse_dns_list_silent", "Questions without an answer", ListState::silent);
    }

    public void write(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
    }

    private void perPort(String name, String help, ToDoubleFunction<ListenerFigures> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("role", "port")
                .callback(callback -> {
                    List<ListenerFigures> ports = ListenerFigures.all();
                    ports.forEach(port ->
                            callback.call(value.applyAsDouble(port), port.role(), Integer.toString(port.port())));
                })
                .register(registry);
    }

    private void perList(String name, String help, ToDoubleFunction<ListState> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("list")
                .callback(callback ->
                        lists.states().forEach((title, state) -> callback.call(value.applyAsDouble(state), title)))
                .register(registry);
    }

    /** As last seen, at most a minute ago: a scrape asks no engine. */
    private void perEngine(
            String name, String help, Supplier<List<? extends Watched>> watched, ToDoubleFunction<EngineState> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames("engine")
                .callback(callback -> watched.get().forEach(each -> {
                    EngineState state = each.state();
                    callback.call(value.applyAsDouble(state), state.name());
                }))
                .register(registry);
    }

    private static double up(EngineState state) {
        return state.answers() ? 1 : 0;
    }

    private void gauge(String name, String help, LongFigure value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.now()))
                .register(registry);
    }

    /** A figure, asked now. */
    private interface LongFigure {
        long now();
    }
}
