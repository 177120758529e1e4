package org.ecluse.server.scanning;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.voices.SpamVoice;
import org.ecluse.filter.voices.VoicesStage;
import org.ecluse.settings.ServerSettings;

/** The other spam filters that are asked for their opinion; none unless the settings name them. */
@ApplicationScoped
public class SpamVoices {
    @Resource(lookup = "java:jboss/ee/concurrency/executor/ecluse-engines")
    private ManagedExecutorService executor;

    @Inject
    private ServerSettings settings;

    @Inject
    private EngineLines lines;

    @Inject
    private Clock clock;

    private List<WatchedVoice> configured;

    @PostConstruct
    void connect() {
        List<WatchedVoice> voices = new ArrayList<>();
        settings.voices()
                .rspamd()
                .ifPresent(address -> voices.add(new WatchedVoice(new RspamdVoice(lines.to(address)), clock)));
        settings.voices()
                .spamassassin()
                .ifPresent(address -> voices.add(new WatchedVoice(
                        new SpamdVoice(lines.to(address), settings.service().hostName()), clock)));
        configured = List.copyOf(voices);
    }

    public List<WatchedVoice> configured() {
        return configured;
    }

    /** Asks them all at once. */
    public VoicesStage stage() {
        List<SpamVoice> voices =
                configured().stream().map(SpamVoice.class::cast).toList();
        return new VoicesStage(
                voices,
                settings.voices().maxSizeBytes(),
                new AtOnce(executor, settings.voices().time()));
    }
}
