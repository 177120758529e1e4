package org.ecluse.server.scanning;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.filter.virus.VirusStage;
import org.ecluse.settings.ServerSettings;

/** The antivirus engines of this server (R2.5, B8), and the stage that asks them all at once. */
@ApplicationScoped
public class AntivirusEngines {
    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-engines")
    private ManagedExecutorService executor;

    @Inject
    private ServerSettings settings;

    @Inject
    private EngineLines lines;

    @Inject
    private Clock clock;

    private List<WatchedEngine> configured;
    private SignatureScanner embedded;

    @PostConstruct
    void connect() {
        configured = settings.scan().engines().stream().map(this::engine).toList();
        try {
            embedded = new SignatureScanner(HashList.load(settings.scan().hashListFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("ecluse.scan.hash-list cannot be read", e);
        }
    }

    private WatchedEngine engine(ServerSettings.Scan.Engine engine) {
        EngineLine line = lines.to(engine.address());
        AntivirusEngine connected = switch (engine.kind()) {
            case CLAMD -> new ClamdScanner(line, time(), clock);
            case ICAP -> new IcapScanner(line, engine.path(), time(), clock);
        };
        return new WatchedEngine(connected, engine.required(), settings.scan().signatureAge(), clock);
    }

    /** For all engines together: the other half is for everything else that is done with a message. */
    private Duration time() {
        return settings.scan().totalTime().dividedBy(2);
    }

    /** The engines that the settings name; empty means "no antivirus engine". */
    public List<WatchedEngine> configured() {
        return configured;
    }

    /** Looks at a message with every engine; the embedded one, which is always there, stands in for no other. */
    public VirusStage stage() {
        List<VirusScanner> scanners =
                configured().stream().map(VirusScanner.class::cast).toList();
        return new VirusStage(scanners, embedded, new AtOnce(executor, time()));
    }
}
