package org.ecluse.filter.phishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PhishingPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictFold;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.6")
class PhishingStageTest {
    private static final PhishingStage STAGE = new PhishingStage();
    private static final PhishingVerdictStage VERDICT = new PhishingVerdictStage();

    /** Own domain demo.example, recipient anna@demo.example, own person "martin paul". */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            brand's name, free host, threat       | "PayPal Service" <x@random.example>  |                         | Your account has been suspended, verify your account: http://a.web.app/login   | true
            the same in French                    | "Crédit Agricole" <x@random.example> |                         | Votre compte est suspendu, cliquez sur le lien http://a.web.app/x              | true
            look-alike sender and threat          | <service@paypa1.com>                 | PASS paypa1.com         | Your account is locked: http://paypa1.com/login and verify your identity       | true
            brand itself, proven                  | "PayPal" <service@paypal.com>        | PASS paypal.com         | Unusual activity: verify your account at https://www.paypal.com/signin         | false
            brand itself through an agency        | "Decathlon" <n@agency.example>       | PASS agency.example     | Votre commande https://agency.example/c/1 et https://www.decathlon.fr/         | false
            brand's unlisted domain, proven       | "Netflix" <n@netflix-mailing.com>    | PASS netflix-mailing.com | Update your payment: https://netflix-mailing.com/x                            | false
            the same, sending its readers nowhere else | "Netflix" <n@netflix-mailing.com> | PASS netflix-mailing.com | Paiement refusé : mettez à jour votre moyen de paiement sous 48 heures https://netflix-mailing.com/x | true
            the same with a way home              | "Netflix" <n@netflix-mailing.com>    | PASS netflix-mailing.com | Paiement refusé : mettez à jour votre moyen de paiement https://www.netflix.com/account | false
            imitated name in a proven domain      | "PayPal" <s@paypa1-secure.example>   | PASS paypa1-secure.example | Unusual activity, confirm your identity: https://paypa1-secure.example/x    | true
            order to pay from free mail           | "Jean Petit" <direction@gmail.com>   | PASS gmail.com          | Êtes-vous disponible ? Je suis en réunion. Il faut effectuer un virement ce jour | true
            friend who is in a meeting            | "Jean Petit" <j@gmail.com>           | PASS gmail.com          | Je suis en réunion, j'ai fait le virement pour le cadeau de Zoé               | false
            own domain's help desk outside        | "demo.example IT support" <a@b.example> |                      | Your mailbox is full, password will expire: http://x.pages.dev/o               | true
            own domain imitated                   | "Compta" <compta@derno.example>      |                         | Virement urgent, nouveau RIB ci-joint, strictement confidentiel                | true
            own person, free mail, order to pay   | "Paul Martin" <p.m@gmail.com>        |                         | Es-tu disponible ? Tâche urgente : cartes cadeaux. Je suis en réunion          | true
            own person in private                 | "Paul Martin" <p.m@gmail.com>        |                         | Je suis malade, je ne viens pas demain                                         | false
            link shows a brand, leads elsewhere   | "Info" <a@b.example>                 |                         | <a href="http://evil.example/x">https://www.paypal.com</a> Your account has been limited, verify your account | true
            colleague with a shortener            | "Anna" <a@b.example>                 | PASS b.example          | Look at this https://bit.ly/xyz                                                | false
            newsletter that names a brand         | "Tech News" <n@news.example>         | PASS news.example       | Google and Apple announce new phones https://news.example/1                    | false
            help desk's own mail about passwords  | "IT support" <it@demo.example>       | PASS demo.example       | Your password will expire, keep your password: http://x.pages.dev/o            | false
            """)
    void judges(String row, String from, String dkim, String text, boolean phishing) {
        boolean html = text.contains("<a ");
        String mail =
                "From: " + from + "\nTo: anna@demo.example\nSubject: Message\nMIME-Version: 1.0\nContent-Type: text/"
                        + (html ? "html" : "plain") + "; charset=utf-8\n\n" + text + "\n";
        List<Finding> findings = examine(transaction(mail, dkim), FilterPolicy.DEFAULT);
        assertThat(findings.stream().anyMatch(f -> f.symbol().equals(Ground.PHISHING)))
                .as(findings.toString())
                .isEqualTo(phishing);
    }

    @Test
    void phishingIsHeldForAdministratorsAtEveryLevel() {
        RecipientVerdict verdict = VerdictFold.fold(
                List.of(Finding.of(Ground.PHISHING)),
                Mails.policy(FilterPolicy.DEFAULT).at(FilterLevel.AUCUN));
        assertThat(verdict.name()).isEqualTo(VerdictName.PHISHING);
        assertThat(verdict.disposition()).isEqualTo(Disposition.THREAT_QUARANTINE);
    }

    @Test
    void trustedDomainIsBelievedOnlyWhenItIsProven() {
        String mail = "From: \"PayPal Service\" <x@partner.example>\nSubject: Message\n\n"
                + "Your account has been suspended, verify your account: http://a.web.app/login\n";
        FilterPolicy trusting = with(new PhishingPolicy(Set.of(), Set.of(), Set.of("partner.example")));
        assertThat(symbols(examine(transaction(mail, "PASS partner.example"), trusting)))
                .contains("PHISH_TRUSTED_SENDER")
                .doesNotContain(Ground.PHISHING);
        assertThat(symbols(examine(transaction(mail, "FAIL partner.example"), trusting)))
                .contains(Ground.PHISHING);
    }

    @Test
    void partnersDomainIsProtectedAgainstLookAlikes() {
        String mail = "From: \"Comptabilité\" <compta@fourn1sseur.example>\nSubject: RIB\n\n"
                + "Voici notre nouveau RIB pour le virement.\n";
        FilterPolicy policy = with(new PhishingPolicy(Set.of(), Set.of("fournisseur.example"), Set.of()));
        assertThat(symbols(examine(transaction(mail, ""), policy)))
                .contains("PHISH_SENDER_LOOKALIKE_OWN", Ground.PHISHING);
        assertThat(symbols(examine(transaction(mail, ""), FilterPolicy.DEFAULT)))
                .doesNotContain(Ground.PHISHING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            answers go to a free mailbox | fournisseur@gmail.com     | Voici notre nouveau RIB pour vos paiements | true
            answers go to the sender     | compta@fournisseur.example | Voici notre nouveau RIB pour vos paiements | false
            no word of another account   | fournisseur@gmail.com     | Voici notre facture de mars                | false
            """)
    void paymentThatIsToGoElsewhereIsPhishingWhereAnswersDoToo(
            String row, String reply, String text, boolean phishing) {
        String mail = "From: Fournisseur <compta@fournisseur.example>\nReply-To: " + reply + "\nSubject: Facture\n\n"
                + text + "\n";
        assertThat(symbols(examine(transaction(mail, "PASS fournisseur.example"), FilterPolicy.DEFAULT))
                        .contains(Ground.PHISHING))
                .isEqualTo(phishing);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            proven                     | noreply@dhl.com         | PASS dhl.com         | true
            not proven                 | noreply@dhl.com         |                      | false
            signed by another          | noreply@dhl.com         | PASS agency.example  | false
            free mailbox of a firm     | someone@gmail.com       | PASS gmail.com       | false
            where customers have names | x@tenant.onmicrosoft.com | PASS tenant.onmicrosoft.com | false
            another firm               | noreply@parcels.example | PASS parcels.example | false
            """)
    void firmThatEverybodyKnowsIsNamedWhenItIsProven(String row, String from, String dkim, boolean known) {
        String mail = "From: " + from + "\nTo: anna@demo.example\nSubject: Message\n\nBonjour\n";
        assertThat(symbols(examine(transaction(mail, dkim), FilterPolicy.DEFAULT))
                        .contains("SENDER_WELL_KNOWN"))
                .isEqualTo(known);
    }

    @Test
    void nameThatTheAdministratorProtectsIsRecognisedInAnyOrder() {
        String mail = "From: \"DUPONT, Élodie\" <ceo@outside.example>\nSubject: Bonjour\n\nBonjour\n";
        FilterPolicy policy = with(new PhishingPolicy(Set.of("Élodie Dupont"), Set.of(), Set.of()));
        assertThat(symbols(examine(transaction(mail, ""), policy))).contains("PHISH_NAME_OWN_PERSON");
        assertThat(symbols(examine(transaction(mail, ""), FilterPolicy.DEFAULT)))
                .doesNotContain("PHISH_NAME_OWN_PERSON");
    }

    @Test
    void attachedPageThatAsksForThePasswordConvictsBesideWords() {
        String mail = """
                From: Notification <a@b.example>
                Subject: Voice message
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                You have a new voice message, your mailbox is full. Dear anna@demo.example
                --b
                Content-Type: text/html; name="message.html"
                Content-Disposition: attachment; filename="message.html"

                <form action="https://collector.example/p.php"><input type="password" name="p"></form>
                --b--
                """;
        assertThat(symbols(examine(transaction(mail, ""), FilterPolicy.DEFAULT)))
                .contains("PHISH_FORM_ATTACHED", Ground.PHISHING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            nothing,                    ,                                                        false
            one side alone,             PHISH_NAME_BRAND PHISH_SENDER_LOOKALIKE,                 false
            words alone,                PHISH_LURE PHISH_MONEY_ORDER PHISH_PRIZE,                false
            claim and target enough,    PHISH_SENDER_LOOKALIKE PHISH_LINK_DOUBTFUL,              true
            just below,                 PHISH_NAME_BRAND PHISH_LINK_DOUBTFUL,                    false
            at the limit,               PHISH_NAME_BRAND PHISH_LINK_DOUBTFUL PHISH_LURE,         true
            words do not carry it,      PHISH_SUBJECT_BRAND PHISH_LINK_NOT_BRAND PHISH_LURE PHISH_PRIZE PHISH_MONEY_ORDER, false
            """)
    void signsOfTwoSidesMustAgree(String row, String symbols, boolean proven) {
        List<Finding> findings = symbols == null
                ? List.of()
                : Arrays.stream(symbols.split(" ")).map(Finding::of).toList();
        assertThat(PhishingCase.of(findings).isProven()).isEqualTo(proven);
    }

    private static MailTransaction transaction(String text, String dkim) {
        MailTransaction mail = Mails.transaction(
                Mails.raw(text),
                "bounce@example.org",
                "192.0.2.7",
                new SenderFacts(
                        SenderFacts.SpfResult.NONE,
                        Optional.empty(),
                        SenderFacts.ReverseName.CONFIRMED,
                        Optional.empty()));
        return Mails.authenticated(mail, Mails.authentication(dkim, "NONE"));
    }

    private static List<Finding> examine(MailTransaction mail, FilterPolicy policy) {
        List<Finding> findings = new ArrayList<>(list(STAGE.examine(mail)));
        PolicySnapshot snapshot = new PolicySnapshot(
                1,
                1,
                1,
                policy,
                policy.level(),
                new Weights(Map.of()),
                List.of(),
                Set.of(Mails.OWN),
                Set.of("martin paul"));
        findings.addAll(list(VERDICT.examine(
                new RecipientTransaction(mail, Mails.address("anna@demo.example"), snapshot, findings, Mails.NOW))));
        return findings;
    }

    private static List<Finding> list(StageResult result) {
        return ((StageResult.Findings) result).list();
    }

    private static List<String> symbols(List<Finding> findings) {
        return findings.stream().map(Finding::symbol).toList();
    }

    private static FilterPolicy with(PhishingPolicy phishing) {
        FilterPolicy normal = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                normal.level(),
                normal.userMayBeLooser(),
                normal.thresholds(),
                normal.maxSizeBytes(),
                normal.attachments(),
                normal.heldBulk(),
                normal.virusAction(),
                normal.antiSpoofing(),
                normal.spamDestroyedSilently(),
                normal.antivirus(),
                normal.lookups(),
                normal.requireValidHeaders(),
                normal.usersReleaseContent(),
                normal.quarantineDays(),
                normal.grey(),
                normal.dmarc(),
                phishing,
                normal.weightOverrides());
    }
}
