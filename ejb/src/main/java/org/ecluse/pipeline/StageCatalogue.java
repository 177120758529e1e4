package org.ecluse.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.authentication.AuthenticationStage;
import org.ecluse.filter.authentication.TrustedSealStage;
import org.ecluse.filter.bulk.BulkStage;
import org.ecluse.filter.bulk.MailingStage;
import org.ecluse.filter.content.AttachmentFactsStage;
import org.ecluse.filter.content.AttachmentRuleStage;
import org.ecluse.filter.content.HeaderRulesStage;
import org.ecluse.filter.content.RoutingLoopStage;
import org.ecluse.filter.content.SizeLimitStage;
import org.ecluse.filter.content.StructureStage;
import org.ecluse.filter.dnslist.DnsListStage;
import org.ecluse.filter.language.LanguageStage;
import org.ecluse.filter.language.UnreadLanguageStage;
import org.ecluse.filter.learning.BaseModel;
import org.ecluse.filter.learning.LearnedStage;
import org.ecluse.filter.learning.ModelFile;
import org.ecluse.filter.lists.ListStage;
import org.ecluse.filter.meaning.MeaningStage;
import org.ecluse.filter.meaning.MeaningWeights;
import org.ecluse.filter.meaning.TextReader;
import org.ecluse.filter.phishing.PhishingStage;
import org.ecluse.filter.phishing.PhishingVerdictStage;
import org.ecluse.filter.spam.SpamStage;
import org.ecluse.filter.spoofing.OwnDomainStage;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.filter.virus.VirusScanner;
import org.ecluse.filter.virus.VirusStage;
import org.ecluse.filter.voices.VoicesStage;
import org.ecluse.policy.Weights;

/** The one list of the stages in their order; the only place that sees every {@code filter.*} package. */
public final class StageCatalogue {
    private StageCatalogue() {}

    /** Without further voices, and with engines that are asked in turn: for measuring and tests. */
    public static FilterPipeline pipeline(List<VirusScanner> engines, SignatureScanner embedded, String hostName) {
        return inTurn(engines, embedded, hostName, TextReader.SHIPPED, ModelFile.shipped());
    }

    /** As the one before, without anything that was learned from mail: what the rules alone say. */
    public static FilterPipeline ofRules(List<VirusScanner> engines, SignatureScanner embedded, String hostName) {
        return inTurn(engines, embedded, hostName, text -> Optional.empty(), BaseModel.empty());
    }

    private static FilterPipeline inTurn(
            List<VirusScanner> engines,
            SignatureScanner embedded,
            String hostName,
            TextReader reader,
            BaseModel model) {
        return pipeline(
                new VirusStage(engines, embedded, AtOnce.inTurn(Duration.ofMinutes(1))),
                new VoicesStage(List.of(), 0, AtOnce.inTurn(Duration.ZERO)),
                reader,
                hostName,
                model);
    }

    /**
     * @param virus asks the antivirus engines (B8)
     * @param voices asks other spam filters
     * @param reader reads what a text means
     * @param hostName of this service, as its own trace fields name it
     */
    public static FilterPipeline pipeline(VirusStage virus, VoicesStage voices, TextReader reader, String hostName) {
        return pipeline(virus, voices, reader, hostName, ModelFile.shipped());
    }

    private static FilterPipeline pipeline(
            VirusStage virus, VoicesStage voices, TextReader reader, String hostName, BaseModel model) {
        List<FilterStage> content = List.of(
                new StructureStage(),
                new RoutingLoopStage(hostName),
                new HeaderRulesStage(),
                new AuthenticationStage(),
                new DnsListStage(),
                new AttachmentFactsStage(),
                virus,
                new PhishingStage(),
                new BulkStage(),
                new SpamStage(),
                new LearnedStage(model), // it weighs what the others found, but not the voices
                new MailingStage(), // and it what the model said
                new LanguageStage(),
                new MeaningStage(reader, MeaningWeights.shipped(), Weights.shipped()), // and it all of them
                voices);
        List<RecipientStage> recipient = List.of(
                new ListStage(),
                new OwnDomainStage(),
                new TrustedSealStage(),
                new PhishingVerdictStage(),
                new AttachmentRuleStage(),
                new SizeLimitStage(),
                new UnreadLanguageStage());
        return new FilterPipeline(content, recipient);
    }
}
