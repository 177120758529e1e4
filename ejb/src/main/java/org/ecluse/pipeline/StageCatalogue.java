package org.ecluse.pipeline;

import java.util.List;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.filter.virus.VirusStage;

/** The one list of the stages in their order; the only place that sees every {@code filter.*} package. */
public final class StageCatalogue {
    private StageCatalogue() {}

    /**
     * @param engines configured antivirus engines, all of which must answer (B8)
     * @param embedded the engine that is always there
     */
    public static FilterPipeline pipeline(List<VirusScanner> engines, SignatureScanner embedded) {
        return new FilterPipeline(contentStages(engines, embedded), recipientStages());
    }

    private static List<FilterStage> contentStages(List<VirusScanner> engines, SignatureScanner embedded) {
        return List.of(new VirusStage(engines, embedded));
    }

    private static List<RecipientStage> recipientStages() {
        return List.of();
    }
}
