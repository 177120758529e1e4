package org.ecluse.pipeline;

import java.util.List;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.authentication.AuthenticationStage;
import org.ecluse.filter.authentication.TrustedSealStage;
import org.ecluse.filter.bulk.BulkStage;
import org.ecluse.filter.content.AttachmentFactsStage;
import org.ecluse.filter.content.AttachmentRuleStage;
import org.ecluse.filter.content.HeaderRulesStage;
import org.ecluse.filter.content.RoutingLoopStage;
import org.ecluse.filter.content.SizeLimitStage;
import org.ecluse.filter.content.StructureStage;
import org.ecluse.filter.dnslist.DnsListStage;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LearnedStage;
import org.ecluse.filter.learning.ModelFile;
import org.ecluse.filter.lists.ListStage;
import org.ecluse.filter.spam.SpamStage;
import org.ecluse.filter.spoofing.OwnDomainStage;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.filter.virus.VirusStage;

/** The one list of the stages in their order; the only place that sees every {@code filter.*} package. */
public final class StageCatalogue {
    private StageCatalogue() {}

    /**
     * @param engines configured antivirus engines, all of which must answer (B8)
     * @param embedded the engine that is always there
     * @param hostName of this service, as its own trace fields name it
     */
    public static FilterPipeline pipeline(List<VirusScanner> engines, SignatureScanner embedded, String hostName) {
        return pipeline(engines, embedded, hostName, ModelFile.shipped());
    }

    /** With another model than the shipped one. */
    public static FilterPipeline pipeline(
            List<VirusScanner> engines, SignatureScanner embedded, String hostName, BaseModel model) {
        List<FilterStage> content = List.of(
                new StructureStage(),
                new RoutingLoopStage(hostName),
                new HeaderRulesStage(),
                new AuthenticationStage(),
                new DnsListStage(),
                new AttachmentFactsStage(),
                new VirusStage(engines, embedded),
                new BulkStage(),
                new SpamStage(),
                new LearnedStage(model)); // last: it weighs what the others found
        List<RecipientStage> recipient = List.of(
                new ListStage(),
                new OwnDomainStage(),
                new TrustedSealStage(),
                new AttachmentRuleStage(),
                new SizeLimitStage());
        return new FilterPipeline(content, recipient);
    }
}
