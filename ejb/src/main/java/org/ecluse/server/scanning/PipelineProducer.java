package org.ecluse.server.scanning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.settings.ServerSettings;

/** Makes the one pipeline of this server, with the engines and voices that its settings name. */
@ApplicationScoped
public class PipelineProducer {
    @Produces
    @Singleton
    FilterPipeline pipeline(AntivirusEngines engines, SpamVoices voices, ServerSettings settings) {
        return StageCatalogue.pipeline(
                engines.stage(), voices.stage(), settings.service().hostName());
    }
}
