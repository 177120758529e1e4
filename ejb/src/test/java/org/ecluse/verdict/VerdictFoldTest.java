package org.ecluse.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.VirusAction;
import org.ecluse.policy.Weights;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of "What happens to a copy", alone and together; points are given as findings {@code P<n>}. */
class VerdictFoldTest {
    private static final Weights WEIGHTS =
            new Weights(Map.of("P10", 10.0, "P90", 90.0, "P99", 99.0, "P100", 100.0, "P499", 499.0, "P500", 500.0));

    @ParameterizedTest(name = "{0}")
    @Covers({"R2.1", "R2.2", "R2.3", "R2.4", "R2.5", "R2.6", "R2.7", "R3.9", "R1.5", "R1.12", "B8"})
    @CsvSource(delimiter = '|', textBlock = """
            nothing found                        | ROBUSTE |                                       | CLEAN            | DELIVER           | ACCEPTED              | 0
            below the tag threshold              | ROBUSTE | P10                                   | CLEAN            | DELIVER           | ACCEPTED              | 0
            at the tag threshold                 | ROBUSTE | P90                                   | CLEAN            | DELIVER           | ACCEPTED              | 1
            below quarantine                     | ROBUSTE | P99                                   | CLEAN            | DELIVER           | ACCEPTED              | 1
            at quarantine                        | ROBUSTE | P100                                  | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            below destruction                    | ROBUSTE | P499                                  | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            at destruction                       | ROBUSTE | P500                                  | SPAM_DESTROYED   | REJECT            | REJECTED_AS_SPAM      | 0
            points add up                        | ROBUSTE | P90 P10                               | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            newsletter                           | ROBUSTE | BULK_NEWSLETTER                       | PNS              | QUARANTINE        | ACCEPTED              | 0
            newsletter at level Moyen            | MOYEN   | BULK_NEWSLETTER                       | CLEAN            | DELIVER           | ACCEPTED              | 0
            spam at level Moyen                  | MOYEN   | P100                                  | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            spam at level Aucun is tagged        | AUCUN   | P100                                  | CLEAN            | DELIVER           | ACCEPTED              | 1
            advertising at level Aucun           | AUCUN   | BULK_ADVERTISING                      | CLEAN            | DELIVER           | ACCEPTED              | 0
            destruction at level Aucun           | AUCUN   | P500                                  | SPAM_DESTROYED   | REJECT            | REJECTED_AS_SPAM      | 0
            virus at level Aucun                 | AUCUN   | VIRUS_FOUND                           | VIRUS            | DESTROY           | ACCEPTED              | 0
            phishing at level Aucun              | AUCUN   | PHISHING_FOUND                        | PHISHING         | THREAT_QUARANTINE | ACCEPTED              | 0
            attachment at level Aucun            | AUCUN   | ATTACHMENT_FORBIDDEN                  | CONTENT          | QUARANTINE        | ACCEPTED              | 0
            size at level Aucun                  | AUCUN   | SIZE_OVER_LIMIT                       | SIZE             | QUARANTINE        | ACCEPTED              | 0
            red list                             | ROBUSTE | LIST_BLOCKED                          | RED_LIST         | REJECT            | REJECTED_BY_RECIPIENT | 0
            own domain, option on                | ROBUSTE | SPOOFED_OWN_DOMAIN                    | SPOOFED          | REJECT            | REJECTED_AS_FORGED    | 0
            loop                                 | ROBUSTE | ROUTING_LOOP                          | PROTOCOL         | REJECT            | ROUTING_LOOP          | 0
            invalid header is only noted         | ROBUSTE | HEADER_INVALID_FROM                   | CLEAN            | DELIVER           | ACCEPTED              | 0
            unread content                       | ROBUSTE | CONTENT_INCOMPLETE                    | CONTENT          | QUARANTINE        | ACCEPTED              | 0
            no antivirus answer                  | ROBUSTE | SCANNER_UNAVAILABLE                   | UNCHECKED        | DEFER             | SCANNER_UNAVAILABLE   | 0
            no DNS answer is noted               | ROBUSTE | LOOKUP_UNAVAILABLE                    | CLEAN            | DELIVER           | ACCEPTED              | 0
            virus wins over the red list         | ROBUSTE | LIST_BLOCKED VIRUS_FOUND              | VIRUS            | DESTROY           | ACCEPTED              | 0
            red list wins over unchecked         | ROBUSTE | SCANNER_UNAVAILABLE LIST_BLOCKED      | RED_LIST         | REJECT            | REJECTED_BY_RECIPIENT | 0
            unchecked wins over quarantine       | ROBUSTE | SCANNER_UNAVAILABLE SIZE_OVER_LIMIT   | UNCHECKED        | DEFER             | SCANNER_UNAVAILABLE   | 0
            attachment names before size         | ROBUSTE | SIZE_OVER_LIMIT ATTACHMENT_FORBIDDEN  | CONTENT          | QUARANTINE        | ACCEPTED              | 0
            size names before spam               | ROBUSTE | P100 SIZE_OVER_LIMIT                  | SIZE             | QUARANTINE        | ACCEPTED              | 0
            spam names before newsletter         | ROBUSTE | BULK_NEWSLETTER P100                  | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            phishing names, destruction decides  | ROBUSTE | PHISHING_FOUND P500                   | PHISHING         | REJECT            | REJECTED_AS_SPAM      | 0
            green address stops spam             | ROBUSTE | P500 SKIPPED_BY_ALLOW                 | CLEAN            | DELIVER           | ACCEPTED              | 0
            green address stops bulk             | ROBUSTE | BULK_SOCIAL SKIPPED_BY_ALLOW          | CLEAN            | DELIVER           | ACCEPTED              | 0
            green address stops spoofing         | ROBUSTE | SPOOFED_OWN_DOMAIN SKIPPED_BY_ALLOW   | CLEAN            | DELIVER           | ACCEPTED              | 0
            green address stops no virus         | ROBUSTE | VIRUS_FOUND SKIPPED_BY_ALLOW          | VIRUS            | DESTROY           | ACCEPTED              | 0
            green address stops no attachment    | ROBUSTE | ATTACHMENT_FORBIDDEN SKIPPED_BY_ALLOW | CONTENT          | QUARANTINE        | ACCEPTED              | 0
            green address stops no outage        | ROBUSTE | SCANNER_UNAVAILABLE SKIPPED_BY_ALLOW  | UNCHECKED        | DEFER             | SCANNER_UNAVAILABLE   | 0
            green sender stops spam              | ROBUSTE | P100 LIST_ALLOWED                     | CLEAN            | DELIVER           | ACCEPTED              | 0
            green sender stops bulk              | ROBUSTE | BULK_NEWSLETTER LIST_ALLOWED          | CLEAN            | DELIVER           | ACCEPTED              | 0
            green sender stops no spoofing       | ROBUSTE | SPOOFED_OWN_DOMAIN LIST_ALLOWED       | SPOOFED          | REJECT            | REJECTED_AS_FORGED    | 0
            own domain, DNS silent, held         | ROBUSTE | OWN_DOMAIN_UNCHECKED                  | SPOOFED          | THREAT_QUARANTINE | ACCEPTED              | 0
            green address stops that too         | ROBUSTE | OWN_DOMAIN_UNCHECKED SKIPPED_BY_ALLOW | CLEAN            | DELIVER           | ACCEPTED              | 0
            author's domain asks to refuse, held | ROBUSTE | DMARC_FAIL_REJECT                     | SPOOFED          | THREAT_QUARANTINE | ACCEPTED              | 0
            green sender stops no DMARC          | ROBUSTE | DMARC_FAIL_REJECT LIST_ALLOWED        | SPOOFED          | THREAT_QUARANTINE | ACCEPTED              | 0
            green address stops DMARC            | ROBUSTE | DMARC_FAIL_QUARANTINE SKIPPED_BY_ALLOW| CLEAN            | DELIVER           | ACCEPTED              | 0
            trusted seal makes up for DMARC      | ROBUSTE | DMARC_FAIL_REJECT ARC_TRUSTED_SEAL    | CLEAN            | DELIVER           | ACCEPTED              | 0
            trusted seal stops no own domain     | ROBUSTE | SPOOFED_OWN_DOMAIN ARC_TRUSTED_SEAL   | SPOOFED          | REJECT            | REJECTED_AS_FORGED    | 0
            green sender stops no red list       | ROBUSTE | LIST_ALLOWED LIST_BLOCKED             | RED_LIST         | REJECT            | REJECTED_BY_RECIPIENT | 0
            unproven green sender changes nothing| ROBUSTE | P100 LIST_ALLOW_UNPROVEN              | SPAM_QUARANTINED | QUARANTINE        | ACCEPTED              | 0
            """)
    void decides(
            String row,
            FilterLevel level,
            String symbols,
            VerdictName name,
            Disposition disposition,
            Reply reply,
            int tagged) {
        List<Finding> findings = findings(symbols);
        RecipientVerdict verdict = VerdictFold.fold(findings, policy(spoofingRejected(), level));
        assertThat(verdict.name()).isEqualTo(name);
        assertThat(verdict.disposition()).isEqualTo(disposition);
        assertThat(verdict.reply()).isEqualTo(reply);
        assertThat(verdict.mark()).isEqualTo(tagged == 1 ? Optional.of(Mark.SPAM) : Optional.empty());
        assertThat(verdict.findings()).extracting(ScoredFinding::finding).isEqualTo(findings);
    }

    @Test
    @Covers("R2.12")
    void policyMayHoldVirusesAndDestroySpamSilently() {
        FilterPolicy policy = changed(VirusAction.THREAT_QUARANTINE, SpoofingAction.OFF, true, FailMode.NOTE, true);
        assertThat(fold("VIRUS_FOUND", policy).disposition()).isEqualTo(Disposition.THREAT_QUARANTINE);
        assertThat(fold("P500", policy).disposition()).isEqualTo(Disposition.DESTROY);
        assertThat(fold("SPOOFED_OWN_DOMAIN", policy).disposition()).isEqualTo(Disposition.DELIVER);
        assertThat(fold("SCANNER_UNAVAILABLE", policy).disposition()).isEqualTo(Disposition.DELIVER);
        assertThat(fold("HEADER_INVALID_TO", policy).reply()).isEqualTo(Reply.REJECTED_HEADERS);
    }

    @Test
    @Covers("R2.2")
    void onlyTheChosenBulkClassesAreHeld() {
        FilterPolicy policy = spoofingRejected();
        assertThat(policy.heldBulk()).isEqualTo(Set.of(BulkClass.values()));
        PolicySnapshot some = policy(withBulk(Set.of(BulkClass.SOCIAL)), FilterLevel.ROBUSTE);
        assertThat(VerdictFold.fold(findings("BULK_NEWSLETTER"), some).disposition())
                .isEqualTo(Disposition.DELIVER);
        assertThat(VerdictFold.fold(findings("BULK_SOCIAL"), some).disposition())
                .isEqualTo(Disposition.QUARANTINE);
    }

    @ParameterizedTest(name = "{0}")
    @Covers({"R2.2", "R2.7"})
    @CsvSource(delimiter = '|', textBlock = """
            a marked class that is delivered    | MOYEN   | BULK_NEWSLETTER               | NEWSLETTER
            the same, not held at this level    | ROBUSTE | BULK_NEWSLETTER               | NEWSLETTER
            a class that is not marked          | MOYEN   | BULK_ADVERTISING              |
            a class that is held                | ROBUSTE | BULK_SOCIAL                   |
            what may be spam is called spam     | MOYEN   | BULK_NEWSLETTER P90           | SPAM
            of two the one that asks for money  | MOYEN   | BULK_SOCIAL BULK_NEWSLETTER   | NEWSLETTER
            a green sender's is not marked      | MOYEN   | BULK_NEWSLETTER LIST_ALLOWED  |
            nothing found                       | MOYEN   |                               |
            """)
    void marksBulkMailThatIsDelivered(String row, FilterLevel level, String symbols, Mark mark) {
        FilterPolicy policy =
                PolicyDocument.parse("{\"heldBulk\":[\"SOCIAL\"],\"marking\":{\"bulk\":[\"NEWSLETTER\",\"SOCIAL\"]}}");
        assertThat(VerdictFold.fold(findings(symbols), policy(policy, level)).mark())
                .isEqualTo(Optional.ofNullable(mark));
    }

    @Test
    void aGreenAddressLeavesFindingsButNoPoints() {
        RecipientVerdict verdict =
                VerdictFold.fold(findings("P500 SKIPPED_BY_ALLOW"), policy(spoofingRejected(), FilterLevel.ROBUSTE));
        assertThat(verdict.score()).isZero();
        assertThat(verdict.findings()).hasSize(2);
    }

    private static RecipientVerdict fold(String symbols, FilterPolicy policy) {
        return VerdictFold.fold(findings(symbols), policy(policy, FilterLevel.ROBUSTE));
    }

    private static List<Finding> findings(String symbols) {
        return symbols == null
                ? List.of()
                : new ArrayList<>(
                        Arrays.stream(symbols.split(" ")).map(Finding::of).toList());
    }

    private static PolicySnapshot policy(FilterPolicy policy, FilterLevel level) {
        return new PolicySnapshot(1, 1, 1, policy, level, WEIGHTS, List.of(), Set.<DomainName>of(Mails.OWN));
    }

    private static FilterPolicy spoofingRejected() {
        return changed(VirusAction.DESTROY, SpoofingAction.REJECT, false, FailMode.DEFER, false);
    }

    private static FilterPolicy withBulk(Set<BulkClass> held) {
        FilterPolicy d = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                d.level(),
                d.userMayBeLooser(),
                d.thresholds(),
                d.maxSizeBytes(),
                d.attachments(),
                held,
                d.virusAction(),
                d.antiSpoofing(),
                d.spamDestroyedSilently(),
                d.antivirus(),
                d.lookups(),
                d.requireValidHeaders(),
                d.usersReleaseContent(),
                d.quarantineDays(),
                d.grey(),
                d.dmarc(),
                d.weightOverrides());
    }

    private static FilterPolicy changed(
            VirusAction virus, SpoofingAction spoofing, boolean silently, FailMode antivirus, boolean headers) {
        FilterPolicy d = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                d.level(),
                d.userMayBeLooser(),
                Thresholds.DEFAULT,
                d.maxSizeBytes(),
                d.attachments(),
                d.heldBulk(),
                virus,
                spoofing,
                silently,
                antivirus,
                d.lookups(),
                headers,
                d.usersReleaseContent(),
                d.quarantineDays(),
                d.grey(),
                d.dmarc(),
                d.weightOverrides());
    }
}
