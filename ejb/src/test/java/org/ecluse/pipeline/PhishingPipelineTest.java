package org.ecluse.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.ContentReport;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("R2.6")
class PhishingPipelineTest {
    private static final String PHISHING = """
            From: "Crédit Agricole" <service@alerte-client.example>
            To: anna@demo.example
            Subject: Action requise
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Cher client, votre compte est suspendu. Confirmez vos informations sous 48 heures :
            http://credit-agricole.securipass.web.app/login?m=anna@demo.example
            """;
    private static final String INVOICE = """
            From: "Atelier Nord" <compta@atelier-nord.example>
            To: anna@demo.example
            Subject: Facture 2026-118
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8

            Bonjour Anna, voici la facture du mois. Le virement peut attendre le 15. Bonne journée, Paul
            https://www.atelier-nord.example/factures/118
            """;

    private final FilterPipeline pipeline;

    PhishingPipelineTest() throws IOException {
        pipeline = StageCatalogue.pipeline(List.of(), new SignatureScanner(HashList.load(List.of())), "mx.example.net");
    }

    @ParameterizedTest
    @EnumSource(FilterLevel.class)
    void phishingIsHeldForAdministratorsAtEveryLevel(FilterLevel level) {
        RecipientVerdict verdict = decide(PHISHING, level, List.of());
        assertThat(verdict.name()).isEqualTo(VerdictName.PHISHING);
        assertThat(verdict.disposition()).isEqualTo(Disposition.THREAT_QUARANTINE);
    }

    @Test
    void noGreenEntryLetsPhishingThrough() {
        ListEntry green = new ListEntry(
                1, ListEntry.Colour.ALLOW, ListEntry.Kind.IP, "192.0.2.7/32", Optional.empty(), Optional.empty());
        assertThat(decide(PHISHING, FilterLevel.AUCUN, List.of(green)).disposition())
                .isEqualTo(Disposition.THREAT_QUARANTINE);
    }

    @Test
    void anInvoiceBetweenPartnersIsDelivered() {
        assertThat(decide(INVOICE, FilterLevel.ROBUSTE, List.of()).disposition())
                .isEqualTo(Disposition.DELIVER);
    }

    private RecipientVerdict decide(String text, FilterLevel level, List<ListEntry> lists) {
        MailTransaction mail = Mails.transaction(Mails.raw(text));
        PolicySnapshot policy = new PolicySnapshot(
                1, 1, 1, FilterPolicy.DEFAULT, level, new Weights(Map.of()), lists, Set.of(Mails.OWN));
        ContentReport content = pipeline.examine(mail);
        return pipeline.decide(
                new RecipientTransaction(
                        mail, Mails.address("anna@demo.example"), policy, content.findings(), Mails.NOW),
                content);
    }
}
