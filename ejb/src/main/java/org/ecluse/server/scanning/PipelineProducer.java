package org.ecluse.server.scanning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.settings.ServerSettings;

/** Makes the one pipeline of this server, with the engines and voices that its settings name. */
@ApplicationScoped
public class PipelineProducer {
    @Produces
    @Singleton
    WatchedReader reader(Clock clock) {
        return new WatchedReader(clock);
    }

    @Produces
    @Singleton
    FilterPipeline pipeline(
            AntivirusEngines engines, SpamVoices voices, WatchedReader reader, ServerSettings settings) {
        return StageCatalogue.pipeline(
                engines.stage(), voices.stage(), reader, settings.service().hostName());
    }
}
