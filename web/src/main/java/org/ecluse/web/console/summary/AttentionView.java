package org.ecluse.web.console.summary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.server.access.Viewer;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.server.directory.Domain;
import org.ecluse.server.dnslist.DnsListWatch;
import org.ecluse.server.dnslist.ListState;
import org.ecluse.server.health.EngineStates;
import org.ecluse.server.health.ListenerFigures;
import org.ecluse.server.health.ServiceFigures;
import org.ecluse.server.jobs.JobName;
import org.ecluse.server.jobs.JobRunRow;
import org.ecluse.server.jobs.JobService;
import org.ecluse.server.rates.ClientRates;
import org.ecluse.server.scanning.EngineState;
import org.ecluse.web.console.frame.Language;
import org.ecluse.web.console.frame.Shown;
import org.ecluse.web.security.CurrentViewer;

/** What wants a look, gravest first: silent engines, stuck mail, failed jobs, unfinished configuration. */
@Named
@RequestScoped
public class AttentionView {
    private static final Duration LONG_WAIT = Duration.ofHours(1);
    private static final int DOMAINS_NAMED = 5;
    private static final String ENGINES_PAGE = "/console/engines";

    @Inject
    private DirectoryService directory;

    @Inject
    private ServiceFigures figures;

    @Inject
    private EngineStates engines;

    @Inject
    private DnsListWatch dnsLists;

    @Inject
    private JobService jobs;

    @Inject
    private ClientRates rates;

    @Inject
    private SummaryView summary;

    @Inject
    private SummaryWords words;

    @Inject
    private CurrentViewer current;

    @Inject
    private Language language;

    @Inject
    private Shown shown;

    private final List<Notice> notices = new ArrayList<>();

    @PostConstruct
    void look() {
        Viewer viewer = current.viewer();
        if (viewer.isPlatform()) {
            lookAtService();
        }
        lookAtMail();
        lookAtDomains(viewer);
        notices.sort((one, other) -> Boolean.compare(other.grave(), one.grave()));
    }

    private void lookAtService() {
        if (summary.getPorts().stream().noneMatch(ListenerFigures::listening)) {
            notices.add(Notice.grave(say("attention.port"), ""));
        }
        lookAtEngines();
        if (summary.getEngines().isEmpty()) {
            notices.add(Notice.mild(say("attention.antivirus.none"), ""));
        }
        dnsLists.states().forEach((title, state) -> {
            if (state.health() == ListState.Health.SWITCHED_OFF) {
                notices.add(Notice.mild(say("attention.dnslist", title), "/console/dns-lists"));
            }
        });
        boolean reportsFailed = jobs.lastEnded(JobName.QUARANTINE_REPORT)
                .filter(run -> run.state() == JobRunRow.State.FAILED)
                .isPresent();
        if (reportsFailed) {
            notices.add(Notice.grave(say("attention.reports"), "/console/jobs"));
        }
        long unscanned = figures.pendingScans();
        if (unscanned > 0) {
            notices.add(Notice.grave(say("attention.unscanned", unscanned), ""));
        }
        int near = rates.near();
        if (near > 0) {
            notices.add(Notice.mild(say("attention.rates", near), "/console/reputation"));
        }
        ServiceFigures.Queue queue = summary.getQueue();
        if (queue.oldest().compareTo(LONG_WAIT) > 0) {
            notices.add(Notice.mild(
                    say("attention.queue", shown.count(queue.waiting()), words.queueAge(queue.oldest())),
                    "/console/queue"));
        }
    }

    private void lookAtEngines() {
        for (EngineState engine : summary.getEngines()) {
            if (!engine.answers()) {
                String sentence = say("attention.antivirus.silent", engine.name());
                notices.add(
                        engine.required() ? Notice.grave(sentence, ENGINES_PAGE) : Notice.mild(sentence, ENGINES_PAGE));
            } else if (engine.health() == EngineState.Health.OLD) {
                notices.add(Notice.grave(say("attention.antivirus.old", engine.name()), ENGINES_PAGE));
            }
        }
        engines.allVoices().stream()
                .filter(voice -> !voice.answers())
                .forEach(voice -> notices.add(Notice.mild(say("attention.voice.silent", voice.name()), ENGINES_PAGE)));
        if (!engines.reader().answers()) {
            notices.add(Notice.mild(say("attention.meaning.silent"), ENGINES_PAGE));
        }
    }

    private void lookAtMail() {
        long undeliverable = summary.getToday().undeliverable();
        if (undeliverable > 0) {
            notices.add(Notice.mild(say("attention.undeliverable", undeliverable), "/console/tracking"));
        }
    }

    private void lookAtDomains(Viewer viewer) {
        List<Domain> domains = directory.domains(viewer);
        if (domains.isEmpty()) {
            notices.add(Notice.mild(say("attention.no.domain"), "/console/domains"));
        }
        domains.stream()
                .filter(domain ->
                        domain.rules().active() && domain.destinations().isEmpty())
                .limit(DOMAINS_NAMED)
                .forEach(domain ->
                        notices.add(Notice.ofDomain(say("attention.no.destination", domain.name()), domain.name())));
    }

    private String say(String key, Object... values) {
        return language.texts().format(key, values);
    }

    public List<Notice> getNotices() {
        return notices;
    }
}
