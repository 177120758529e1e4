package org.ecluse.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("B5")
class PolicyReplayTest {
    private static final FilterPolicy OLD = FilterPolicy.DEFAULT;
    private static final String PTS = "URL_IN_TEXT_DIFFERS";
    private static final FilterPolicy WEIGHED = draft("{\"weightOverrides\":{\"" + PTS + "\":1}}");

    /** Findings are symbols, with a multiplier after a colon; what was decided of them under the old policy stands before. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing changes                  | {}                                                  | CLEAN DELIVER 50               | W:50                    | same                               |
            a lower quarantine threshold     | {"thresholds":{"tag":30,"quarantine":40}}           | CLEAN DELIVER 50               | W:50                    | SPAM_QUARANTINED QUARANTINE        | URL_IN_TEXT_DIFFERS
            at the new threshold             | {"thresholds":{"tag":30,"quarantine":50}}           | CLEAN DELIVER 50               | W:50                    | SPAM_QUARANTINED QUARANTINE        | URL_IN_TEXT_DIFFERS
            just below it                    | {"thresholds":{"tag":51,"quarantine":51}}           | CLEAN DELIVER 50               | W:50                    | same                               |
            a higher quarantine threshold    | {"thresholds":{"tag":130,"quarantine":140}}         | SPAM_QUARANTINED QUARANTINE 120| W:120                   | CLEAN DELIVER                      | URL_IN_TEXT_DIFFERS
            only the mark                    | {"thresholds":{"tag":40}}                           | CLEAN DELIVER 50               | W:50                    | CLEAN DELIVER                      | URL_IN_TEXT_DIFFERS
            a destroyed one is held          | {"thresholds":{"destroy":600}}                      | SPAM_DESTROYED REJECT 520      | W:520                   | SPAM_QUARANTINED QUARANTINE        | URL_IN_TEXT_DIFFERS
            newsletters pass                 | {"heldBulk":["ADVERTISING"]}                        | PNS QUARANTINE 0               | BULK_NEWSLETTER         | CLEAN DELIVER                      |
            another class stays held         | {"heldBulk":["ADVERTISING"]}                        | PNS QUARANTINE 0               | BULK_ADVERTISING        | same                               |
            a virus is held by administrators| {"virusAction":"THREAT_QUARANTINE"}                 | VIRUS DESTROY 0                | VIRUS_FOUND             | VIRUS THREAT_QUARANTINE            | VIRUS_FOUND
            anti-spoofing is switched on     | {"antiSpoofing":"REJECT"}                           | CLEAN DELIVER 0                | SPOOFED_OWN_DOMAIN      | SPOOFED REJECT                     | SPOOFED_OWN_DOMAIN
            DMARC only scores                | {"dmarc":{"mode":"SCORE"}}                          | SPOOFED THREAT_QUARANTINE 0    | DMARC_FAIL_REJECT       | CLEAN DELIVER                      | DMARC_FAIL_REJECT
            a seal is trusted no more        | {}                                                  | CLEAN DELIVER 0                | DMARC_FAIL_REJECT ARC_TRUSTED_SEAL | SPOOFED THREAT_QUARANTINE | DMARC_FAIL_REJECT
            a smaller limit                  | {"maxSizeBytes":4000}                               | CLEAN DELIVER 0                | ''                      | SIZE QUARANTINE                    | SIZE_OVER_LIMIT
            at the limit                     | {"maxSizeBytes":5000}                               | CLEAN DELIVER 0                | ''                      | same                               |
            a larger limit                   | {"maxSizeBytes":6000}                               | SIZE QUARANTINE 0              | SIZE_OVER_LIMIT         | CLEAN DELIVER                      |
            the green list still counts      | {"thresholds":{"tag":30,"quarantine":40}}           | CLEAN DELIVER 50               | W:50 LIST_ALLOWED       | same                               |
            encrypted files pass             | {"attachments":{"classes":["SCRIPT"]}}              | CONTENT QUARANTINE 0           | ATTACHMENT_ENCRYPTED    | CLEAN DELIVER                      | ATTACHMENT_ENCRYPTED
            a language nobody reads          | {"languages":["fr"],"thresholds":{"tag":30,"quarantine":40}} | CLEAN DELIVER 0 | LANGUAGE=ru           | SPAM_QUARANTINED QUARANTINE        | LANGUAGE_UNREAD
            which is read now                | {"languages":["fr","ru"],"thresholds":{"tag":30,"quarantine":40}} | SPAM_QUARANTINED QUARANTINE 40 | LANGUAGE=ru LANGUAGE_UNREAD=ru | CLEAN DELIVER |
            the stricter ground stays        | {"thresholds":{"tag":130,"quarantine":140}}         | PHISHING THREAT_QUARANTINE 120 | W:120 PHISHING_FOUND    | same                               |
            """)
    void aDraftChangesWhatItWouldHaveDecided(
            String what, String json, String given, String symbols, String expected, String reason) {
        String[] before = given.split(" ");
        StoredDecision copy = copy(
                VerdictName.valueOf(before[0]),
                Disposition.valueOf(before[1]),
                Double.parseDouble(before[2]),
                findings(symbols));
        Optional<Difference> difference = replay(json).difference(copy, WEIGHED);
        if (expected.equals("same")) {
            assertThat(difference).isEmpty();
            return;
        }
        Decided after = difference.orElseThrow().after();
        assertThat(after.verdict() + " " + after.disposition()).isEqualTo(expected);
        assertThat(after.decidedBy()).isEqualTo(Optional.ofNullable(reason));
        assertThat(difference.get().before().verdict()).isEqualTo(copy.verdict());
        assertThat(difference.get().before().score()).isEqualTo(copy.score());
    }

    @Test
    void theOldReasonIsTold() {
        StoredDecision copy = copy(VerdictName.PNS, Disposition.QUARANTINE, 0, findings("BULK_NEWSLETTER"));
        Decided before =
                replay("{\"heldBulk\":[]}").difference(copy, OLD).orElseThrow().before();
        assertThat(before.decidedBy()).contains("BULK_NEWSLETTER");
    }

    @Test
    void anotherWeightMakesAnotherScore() {
        StoredDecision copy = copy(VerdictName.CLEAN, Disposition.DELIVER, 50, findings("W:50"));
        PolicyReplay heavier = new PolicyReplay(draft("{\"weightOverrides\":{\"" + PTS + "\":3}}"), NO_RULES);
        Decided after = heavier.difference(copy, WEIGHED).orElseThrow().after();
        assertThat(after.score()).isEqualTo(150);
        assertThat(after.disposition()).isEqualTo(Disposition.QUARANTINE);
    }

    @Test
    void theUsersOwnLevelCountsAsFarAsTheDraftAllowsIt() {
        StoredDecision copy = new StoredDecision(
                "x.1",
                Instant.EPOCH,
                "a@b.example",
                VerdictName.CLEAN,
                Disposition.DELIVER,
                0,
                0,
                5000,
                Optional.of(FilterLevel.MOYEN),
                findings("BULK_NEWSLETTER"),
                Optional.of(List.of()));
        assertThat(replay("{}").difference(copy, OLD)).isEmpty();
        assertThat(replay("{\"userMayBeLooser\":false}")
                        .difference(copy, OLD)
                        .orElseThrow()
                        .after()
                        .verdict())
                .isEqualTo(VerdictName.PNS);
    }

    @Test
    void rulesForAttachmentsAreTriedOnWhatIsKnownOfTheFiles() {
        AttachmentCheck anyFile = (files, rules) -> rules.extensions().contains("zip") && !files.isEmpty()
                ? List.of(Finding.of("ATTACHMENT_FORBIDDEN", "x.zip"))
                : List.of();
        StoredDecision known = copy(VerdictName.CLEAN, Disposition.DELIVER, 0, List.of(), Optional.of(List.of(file())));
        StoredDecision unknown = copy(VerdictName.CLEAN, Disposition.DELIVER, 0, List.of(), Optional.empty());
        PolicyReplay stricter = new PolicyReplay(draft("{\"attachments\":{\"extensions\":[\"zip\"]}}"), anyFile);
        assertThat(stricter.difference(known, OLD).orElseThrow().after().verdict())
                .isEqualTo(VerdictName.CONTENT);
        assertThat(stricter.isBlindTo(known, OLD)).isFalse();
        assertThat(stricter.difference(unknown, OLD)).isEmpty();
        assertThat(stricter.isBlindTo(unknown, OLD)).isTrue();
        assertThat(new PolicyReplay(OLD, anyFile).isBlindTo(unknown, OLD)).isFalse();
    }

    @Test
    void aFileThatIsForbiddenNoLongerPasses() {
        List<Finding> found = List.of(Finding.of("ATTACHMENT_FORBIDDEN", "x.zip: extension zip"));
        StoredDecision known =
                copy(VerdictName.CONTENT, Disposition.QUARANTINE, 0, found, Optional.of(List.of(file())));
        StoredDecision unknown = copy(VerdictName.CONTENT, Disposition.QUARANTINE, 0, found, Optional.empty());
        assertThat(replay("{}").difference(known, OLD).orElseThrow().after().disposition())
                .isEqualTo(Disposition.DELIVER);
        assertThat(replay("{}").difference(unknown, OLD))
                .as("what was found stands")
                .isEmpty();
    }

    @Test
    void whatCannotBeReplayedIsNamed() {
        assertThat(PolicyReplay.unreplayed(OLD, draft("{\"thresholds\":{\"destroy\":600}}")))
                .isEmpty();
        assertThat(PolicyReplay.unreplayed(
                        OLD,
                        draft("{\"grey\":{\"mode\":\"OFF\"},\"phishing\":{\"trustedDomains\":[\"a.example\"]},"
                                + "\"dmarc\":{\"trustedSealers\":[\"lists.example\"]}}")))
                .containsExactly("dmarc.trustedSealers", "grey", "phishing");
        FilterPolicy sealed = draft("{\"dmarc\":{\"trustedSealers\":[\"lists.example\"]}}");
        assertThat(PolicyReplay.unreplayed(sealed, OLD))
                .as("trust taken away is replayed")
                .isEmpty();
        assertThat(sealed.dmarc()).isNotEqualTo(DmarcPolicy.DEFAULT);
    }

    @Test
    void theTallyCountsEveryWayAndStopsListingWhenFull() {
        ReplayTally tally = new ReplayTally(replay("{\"heldBulk\":[]}"), 2);
        StoredDecision same = copy(VerdictName.CLEAN, Disposition.DELIVER, 0, List.of());
        StoredDecision other = copy(VerdictName.PNS, Disposition.QUARANTINE, 0, findings("BULK_NEWSLETTER"));
        tally.examine(same, OLD);
        tally.examine(other, OLD);
        assertThat(tally.isFull()).isFalse();
        tally.examine(other, OLD);
        assertThat(tally.isFull()).isTrue();
        assertThat(tally.examined()).isEqualTo(3);
        assertThat(tally.changed()).isEqualTo(2);
        assertThat(tally.steps())
                .isEqualTo(Map.of(new ReplayTally.Step(Disposition.QUARANTINE, Disposition.DELIVER, false), 2L));
    }

    private static final AttachmentCheck NO_RULES = (files, rules) -> List.of();

    private static PolicyReplay replay(String json) {
        String weighed = json.equals("{}")
                ? "{\"weightOverrides\":{\"" + PTS + "\":1}}"
                : json.substring(0, json.length() - 1) + ",\"weightOverrides\":{\"" + PTS + "\":1}}";
        return new PolicyReplay(draft(weighed), NO_RULES);
    }

    private static FilterPolicy draft(String json) {
        return PolicyDocument.parse(json);
    }

    private static List<Finding> findings(String symbols) {
        return Stream.of(symbols.split(" "))
                .filter(symbol -> !symbol.isEmpty())
                .map(symbol -> symbol.startsWith("W:")
                        ? new Finding(PTS, Double.parseDouble(symbol.substring(2)), "")
                        : withDetail(symbol))
                .toList();
    }

    /** {@code SYMBOL} or {@code SYMBOL=detail}. */
    private static Finding withDetail(String written) {
        String[] parts = written.split("=", 2);
        return parts.length == 2
                ? Finding.of(parts[0], parts[1] + " x")
                : Finding.of(written, written.equals("ARC_TRUSTED_SEAL") ? "lists.example" : "");
    }

    private static StoredDecision copy(
            VerdictName verdict, Disposition disposition, double score, List<Finding> findings) {
        return copy(verdict, disposition, score, findings, Optional.of(List.of()));
    }

    private static StoredDecision copy(
            VerdictName verdict,
            Disposition disposition,
            double score,
            List<Finding> findings,
            Optional<List<MailPart>> files) {
        return new StoredDecision(
                "x.1",
                Instant.EPOCH,
                "a@b.example",
                verdict,
                disposition,
                score,
                0,
                5000,
                Optional.empty(),
                findings,
                files);
    }

    private static MailPart file() {
        return new MailPart(
                "application/zip",
                "application/zip",
                Optional.of("x.zip"),
                List.of("x.zip"),
                true,
                Optional.empty(),
                "",
                100,
                "",
                Set.of(),
                List.of());
    }
}
