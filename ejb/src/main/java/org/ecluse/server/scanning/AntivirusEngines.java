package org.ecluse.server.scanning;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.settings.ServerSettings;

/** The antivirus engines of this server, all of which must answer (B8), and the pipeline made with them. */
@ApplicationScoped
public class AntivirusEngines {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    @Inject
    private ServerSettings settings;

    @Inject
    private Clock clock;

    private List<ClamdScanner> configured;
    private SignatureScanner embedded;

    @PostConstruct
    void connect() {
        configured = settings.scan().clamd().stream()
                .map(ClamdAddress::new)
                .map(address -> new ClamdScanner(
                        address, CONNECT_TIMEOUT, settings.scan().totalTime().dividedBy(2), clock))
                .toList();
        try {
            embedded = new SignatureScanner(HashList.load(settings.scan().hashListFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("ecluse.scan.hash-list cannot be read", e);
        }
    }

    /** The engines that the settings name; empty means "no antivirus engine". */
    public List<ClamdScanner> configured() {
        return configured;
    }

    /** The engine that is always there and stands in for no other. */
    public SignatureScanner embedded() {
        return embedded;
    }

    @Produces
    @Singleton
    public FilterPipeline pipeline() {
        return StageCatalogue.pipeline(
                configured.stream().map(VirusScanner.class::cast).toList(),
                embedded,
                settings.service().hostName());
    }
}
