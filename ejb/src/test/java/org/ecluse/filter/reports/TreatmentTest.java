package org.ecluse.filter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.DmarcVerdict.Result;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictFold;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.11")
class TreatmentTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "passed,                    PASS, NONE,       false, HONOUR,     -,                                        PASS,       -",
                "failed and nothing asked,  FAIL, NONE,       false, HONOUR,     DMARC_FAIL_NONE,                          NONE,       -",
                "refused as asked,          FAIL, REJECT,     false, HONOUR,     DMARC_FAIL_REJECT,                        REJECT,     -",
                "held as asked,             FAIL, QUARANTINE, false, HONOUR,     DMARC_FAIL_QUARANTINE,                    QUARANTINE, -",
                "held instead of refused,   FAIL, REJECT,     false, QUARANTINE, DMARC_FAIL_REJECT,                        QUARANTINE, LOCAL_POLICY",
                "only weighed,              FAIL, REJECT,     false, SCORE,      DMARC_FAIL_REJECT,                        NONE,       LOCAL_POLICY",
                "brought by a list,         FAIL, REJECT,     false, HONOUR,     DMARC_FAIL_LIST,                          QUARANTINE, MAILING_LIST",
                "vouched for,               FAIL, REJECT,     false, HONOUR,     DMARC_FAIL_REJECT ARC_TRUSTED_SEAL,       NONE,       TRUSTED_FORWARDER",
                "from an allowed server,    FAIL, REJECT,     false, HONOUR,     SKIPPED_BY_ALLOW DMARC_FAIL_REJECT,       NONE,       LOCAL_POLICY",
                "the owner tests,           FAIL, NONE,       true,  HONOUR,     DMARC_FAIL_NONE,                          NONE,       POLICY_TEST_MODE",
                "could not be found out,    TEMPERROR, NONE,  false, HONOUR,     DMARC_TEMPERROR,                          NONE,       -",
                "refused as a virus too,    FAIL, REJECT,     false, HONOUR,     VIRUS_FOUND DMARC_FAIL_REJECT,            REJECT,     -",
            })
    void whatWasDoneAndWhyNot(
            String name,
            Result result,
            Request request,
            boolean testing,
            DmarcPolicy.Mode mode,
            String symbols,
            Treatment.Applied applied,
            Treatment.Reason reason) {
        DmarcVerdict dmarc = new DmarcVerdict(
                result, "example.com", "example.com", request, testing, false, result == Result.PASS, "");
        Treatment treatment = Treatment.of(dmarc, List.of(copy(mode, symbols)));
        assertThat(treatment.applied()).isEqualTo(applied);
        assertThat(treatment.reasons()).isEqualTo(reason == null ? Set.of() : Set.of(reason));
    }

    private static Treatment.Copy copy(DmarcPolicy.Mode mode, String symbols) {
        PolicySnapshot snapshot = Mails.policy(policy(mode));
        List<Finding> findings = symbols == null
                ? new ArrayList<>()
                : Arrays.stream(symbols.split(" ")).map(Finding::of).collect(Collectors.toList());
        return new Treatment.Copy(snapshot, VerdictFold.fold(findings, snapshot));
    }

    private static FilterPolicy policy(DmarcPolicy.Mode mode) {
        FilterPolicy usual = FilterPolicy.DEFAULT;
        return new FilterPolicy(
                usual.level(),
                usual.userMayBeLooser(),
                usual.thresholds(),
                usual.maxSizeBytes(),
                usual.attachments(),
                usual.heldBulk(),
                usual.virusAction(),
                usual.antiSpoofing(),
                usual.spamDestroyedSilently(),
                usual.antivirus(),
                usual.lookups(),
                usual.requireValidHeaders(),
                usual.usersReleaseContent(),
                usual.quarantineDays(),
                usual.grey(),
                new DmarcPolicy(mode, Set.of()),
                Map.of());
    }
}
