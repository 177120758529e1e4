package org.ecluse.filter.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.HeloName;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("R1.11")
class AuthenticationStageTest {
    private static final FilterPipeline PIPELINE =
            new FilterPipeline(List.of(new AuthenticationStage()), List.of(new TrustedSealStage()));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            all proven                | PASS     | PASS example.org                       | PASS example.org            |      | SPF_PASS DKIM_PASS DMARC_PASS
            not signed, no policy     | NONE     |                                        | NONE example.org            |      | SPF_NONE DKIM_NONE DMARC_NONE
            good one beside broken    | FAIL     | FAIL list.example, PASS example.org    | PASS example.org            |      | SPF_FAIL DKIM_PASS DMARC_PASS
            broken                    | SOFTFAIL | FAIL example.org                       | FAIL example.org NONE       |      | SPF_SOFTFAIL DKIM_FAIL DMARC_FAIL_NONE
            weak                      | NEUTRAL  | POLICY example.org                     | FAIL example.org QUARANTINE |      | SPF_NEUTRAL DKIM_WEAK DMARC_FAIL_QUARANTINE
            no key                    | PERMERROR| PERMERROR example.org                  | FAIL example.org REJECT     |      | SPF_PERMERROR DKIM_PERMERROR DMARC_FAIL_REJECT
            unreadable                | NONE     | NEUTRAL                                | PERMERROR example.org       |      | SPF_NONE DKIM_NEUTRAL DMARC_PERMERROR
            silent DNS                | TEMPERROR| FAIL a.example, TEMPERROR example.org  | TEMPERROR example.org       |      | SPF_TEMPERROR DKIM_TEMPERROR DMARC_TEMPERROR LOOKUP_UNAVAILABLE
            whole chain               | PASS     |                                        | NONE                        | PASS | SPF_PASS DKIM_NONE ARC_PASS DMARC_NONE
            broken chain              | PASS     |                                        | NONE                        | FAIL | SPF_PASS DKIM_NONE ARC_FAIL DMARC_NONE
            """)
    void findings(String row, SpfResult spf, String dkim, String dmarc, ArcVerdict.Result arc, String symbols) {
        ArcVerdict chain = arc == null ? ArcVerdict.NONE : new ArcVerdict(arc, List.of("l.example"), "", "");
        assertThat(symbols(mail("", spf, Mails.authentication(dkim, dmarc, chain))))
                .isEqualTo(symbols);
    }

    @Test
    void whatNobodyLookedAtIsNotSpokenOf() {
        assertThat(symbols(mail("", SpfResult.PASS, MessageAuthentication.NONE)))
                .isEqualTo("SPF_PASS");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            proven by SPF         | List-Id: <l.list.example> | PASS |                   | DMARC_FAIL_LIST
            proven by signature   | List-Id: <l.list.example> | NONE | PASS list.example | DMARC_FAIL_LIST
            not proven            | List-Id: <l.list.example> | NONE |                   | DMARC_FAIL_REJECT
            no list               | X-Loop: list              | PASS |                   | DMARC_FAIL_REJECT
            """)
    void mailingLists(String row, String field, SpfResult spf, String dkim, String symbol) {
        assertThat(symbols(mail(field + "\n", spf, Mails.authentication(dkim, "FAIL example.org REJECT"))))
                .endsWith(symbol);
    }

    @Test
    void aForbiddenGreetingAndTheOwnersWordsAreNoted() {
        SenderFacts facts = new SenderFacts(
                SpfResult.FAIL,
                Optional.of("list.example"),
                ReverseName.UNKNOWN,
                Optional.empty(),
                OptionalInt.empty(),
                HeloName.FORBIDDEN,
                false,
                Optional.of("ask our postmaster"));
        MailTransaction mail = Mails.transaction(
                Mails.raw("From: a@example.org\n\nbody\n"), "bounce@list.example", "192.0.2.7", facts);
        assertThat(((StageResult.Findings) new AuthenticationStage().examine(mail)).list())
                .containsExactly(
                        Finding.of("SPF_FAIL", "list.example: ask our postmaster"),
                        Finding.of("SPF_HELO_FAIL", "mail.example.org"));
        assertThat(AuthenticationResults.value(
                        "mx.example.net", mail.session(), mail.envelope().from(), facts, MessageAuthentication.NONE))
                .isEqualTo("mx.example.net; spf=fail smtp.mailfrom=list.example; spf=fail smtp.helo=mail.example.org");
    }

    @Test
    void severalAuthorDomains() {
        assertThat(symbols(mail("From: b@example.com\n", SpfResult.PASS, MessageAuthentication.NONE)))
                .isEqualTo("SPF_PASS FROM_SEVERAL_DOMAINS");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            SCORE      | FAIL example.org REJECT     | DELIVER          | CLEAN   | ACCEPTED
            SCORE      | FAIL example.org QUARANTINE | DELIVER          | CLEAN   | ACCEPTED
            QUARANTINE | FAIL example.org REJECT     | THREAT_QUARANTINE| SPOOFED | ACCEPTED
            QUARANTINE | FAIL example.org QUARANTINE | THREAT_QUARANTINE| SPOOFED | ACCEPTED
            QUARANTINE | FAIL example.org NONE       | DELIVER          | CLEAN   | ACCEPTED
            HONOUR     | FAIL example.org REJECT     | REJECT           | SPOOFED | REJECTED_BY_DMARC
            HONOUR     | FAIL example.org QUARANTINE | THREAT_QUARANTINE| SPOOFED | ACCEPTED
            HONOUR     | FAIL example.org NONE       | DELIVER          | CLEAN   | ACCEPTED
            HONOUR     | PASS example.org            | DELIVER          | CLEAN   | ACCEPTED
            HONOUR     | TEMPERROR example.org       | DELIVER          | CLEAN   | ACCEPTED
            HONOUR     | PERMERROR example.org       | DELIVER          | CLEAN   | ACCEPTED
            """)
    void policyDecides(DmarcPolicy.Mode mode, String dmarc, Disposition disposition, VerdictName name, Reply reply) {
        RecipientVerdict verdict = verdict(
                mail("", SpfResult.NONE, Mails.authentication("", dmarc)), policy(mode, FailMode.NOTE, Set.of()));
        assertThat(verdict.disposition()).isEqualTo(disposition);
        assertThat(verdict.name()).isEqualTo(name);
        assertThat(verdict.reply()).isEqualTo(reply);
    }

    @Test
    void aListIsHeldWhereTheOwnerAsksToRefuse() {
        RecipientVerdict verdict = verdict(
                mail(
                        "List-Id: <l.list.example>\n",
                        SpfResult.PASS,
                        Mails.authentication("", "FAIL example.org REJECT")),
                policy(DmarcPolicy.Mode.HONOUR, FailMode.NOTE, Set.of()));
        assertThat(verdict.disposition()).isEqualTo(Disposition.THREAT_QUARANTINE);
    }

    /** Temporary errors are temporary: by policy they put the mail off, and they never refuse it. */
    @ParameterizedTest
    @CsvSource({"DEFER, DEFER, LOOKUP_UNAVAILABLE", "NOTE, DELIVER, ACCEPTED"})
    void silenceOfTheDns(FailMode lookups, Disposition disposition, Reply reply) {
        RecipientVerdict verdict = verdict(
                mail("", SpfResult.NONE, Mails.authentication("", "TEMPERROR example.org")),
                policy(DmarcPolicy.Mode.HONOUR, lookups, Set.of()));
        assertThat(verdict.disposition()).isEqualTo(disposition);
        assertThat(verdict.reply()).isEqualTo(reply);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            trusted last sealer            | PASS | a.example, list.example | i=2; list.example; dmarc=pass        | DELIVER
            no results given               | PASS | list.example            |                                      | DELIVER
            whole chain before it          | PASS | a.example, list.example | i=2; list.example; dmarc=fail; arc=pass | DELIVER
            it failed there already        | PASS | list.example            | i=1; list.example; DMARC = Fail (p=reject) | THREAT_QUARANTINE
            trusted, but not the last      | PASS | list.example, a.example | i=2; a.example; dmarc=pass           | THREAT_QUARANTINE
            nobody trusted                 | PASS | a.example               | i=1; a.example; dmarc=pass           | THREAT_QUARANTINE
            broken chain                   | FAIL |                         |                                      | THREAT_QUARANTINE
            """)
    void aTrustedSealVouches(
            String row, ArcVerdict.Result arc, String sealers, String results, Disposition disposition) {
        ArcVerdict chain = new ArcVerdict(
                arc, sealers == null ? List.of() : List.of(sealers.split(", ")), results == null ? "" : results, "");
        PolicySnapshot policy = policy(DmarcPolicy.Mode.QUARANTINE, FailMode.NOTE, Set.of("list.example"));
        RecipientVerdict verdict =
                verdict(mail("", SpfResult.NONE, Mails.authentication("", "FAIL example.org REJECT", chain)), policy);
        assertThat(verdict.disposition()).isEqualTo(disposition);
        boolean vouched = disposition == Disposition.DELIVER;
        assertThat(verdict.findings().stream()
                        .anyMatch(f -> f.finding().symbol().equals(Ground.TRUSTED_SEAL)))
                .isEqualTo(vouched);
        assertThat(verdict.score()).isEqualTo(vouched ? 4.0 : 44.0); // SPF_NONE, and the failed check if it counts
    }

    /** The relay that an administrator trusts by address answers for its mail (R1.5). */
    @ParameterizedTest
    @EnumSource(DmarcPolicy.Mode.class)
    void aTrustedServerIsNotJudged(DmarcPolicy.Mode mode) {
        for (String dmarc : List.of("FAIL example.org REJECT", "TEMPERROR example.org")) {
            MailTransaction mail = mail("", SpfResult.FAIL, Mails.authentication("", dmarc));
            RecipientVerdict verdict = PIPELINE.decide(
                    Mails.copy(mail, policy(mode, FailMode.DEFER, Set.of())),
                    new org.ecluse.filter.ContentReport(
                            List.of(
                                    Finding.of(Ground.SKIPPED_BY_ALLOW),
                                    Finding.of("DMARC_FAIL_REJECT"),
                                    Finding.of(Ground.LOOKUP_UNAVAILABLE)),
                            Optional.empty(),
                            List.of(),
                            List.of()));
            assertThat(verdict.disposition()).isEqualTo(Disposition.DELIVER);
        }
    }

    /** Forwarders break SPF, lists break signatures: everything that can fail together must not hold a good mail by itself. */
    @Test
    void allThatFailsTogetherStaysUnderTheTag() {
        double together = Weights.shipped().of("SPF_FAIL")
                + Weights.shipped().of("SPF_HELO_FAIL")
                + Weights.shipped().of("DKIM_FAIL")
                + Weights.shipped().of("DMARC_FAIL_REJECT");
        assertThat(together).isLessThan(FilterPolicy.DEFAULT.thresholds().tag());
    }

    private static MailTransaction mail(String fields, SpfResult spf, MessageAuthentication authentication) {
        return Mails.authenticated(
                Mails.transaction(
                        Mails.raw("From: a@example.org\n" + fields + "Subject: x\n\nbody\n"),
                        "bounce@list.example",
                        "192.0.2.7",
                        new SenderFacts(spf, Optional.of("list.example"), ReverseName.UNKNOWN, Optional.empty())),
                authentication);
    }

    private static RecipientVerdict verdict(MailTransaction mail, PolicySnapshot policy) {
        return PIPELINE.decide(Mails.copy(mail, policy), PIPELINE.examine(mail));
    }

    private static String symbols(MailTransaction mail) {
        return ((StageResult.Findings) new AuthenticationStage().examine(mail))
                .list().stream().map(Finding::symbol).collect(Collectors.joining(" "));
    }

    private static PolicySnapshot policy(DmarcPolicy.Mode mode, FailMode lookups, Set<String> sealers) {
        FilterPolicy normal = FilterPolicy.DEFAULT;
        FilterPolicy policy = new FilterPolicy(
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
                lookups,
                normal.requireValidHeaders(),
                normal.usersReleaseContent(),
                normal.quarantineDays(),
                normal.grey(),
                new DmarcPolicy(mode, sealers),
                normal.weightOverrides());
        return new PolicySnapshot(1, 1, 1, policy, policy.level(), Weights.shipped(), List.of(), Set.of(Mails.OWN));
    }
}
