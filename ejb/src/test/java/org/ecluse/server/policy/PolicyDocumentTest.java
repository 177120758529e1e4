package org.ecluse.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.policy.BulkClass;
import org.ecluse.policy.DmarcPolicy;
import org.ecluse.policy.Doubt;
import org.ecluse.policy.FailMode;
import org.ecluse.policy.FilterLevel;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.GreyPolicy;
import org.ecluse.policy.Marking;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.policy.Noticed;
import org.ecluse.policy.PhishingPolicy;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Thresholds;
import org.ecluse.policy.UnseenAction;
import org.ecluse.policy.VirusAction;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {
    @Test
    @Covers("B5")
    void everyValueSurvivesTheDocument() {
        FilterPolicy policy = new FilterPolicy(
                FilterLevel.MOYEN,
                false,
                new Thresholds(80, 110, 450),
                1_000_000,
                new AttachmentRules(
                        Set.of(AttachmentClass.MEDIA),
                        Set.of("iso"),
                        Set.of("application/x-iso"),
                        List.of("*.pdf.*"),
                        5_000_000,
                        UnseenAction.NOTE,
                        UnseenAction.NOTE,
                        List.of(new AttachmentRules.UserClasses(
                                "anna@demo.example", Set.of(AttachmentClass.ENCRYPTED)))),
                Set.of(BulkClass.SOCIAL),
                VirusAction.THREAT_QUARANTINE,
                SpoofingAction.REJECT,
                true,
                FailMode.NOTE,
                FailMode.DEFER,
                true,
                true,
                30,
                new GreyPolicy(
                        GreyPolicy.Mode.EVERY_NEW_CORRESPONDENCE,
                        Set.of(Doubt.LISTED),
                        Duration.ofMinutes(3),
                        Duration.ofHours(8),
                        false),
                new DmarcPolicy(DmarcPolicy.Mode.HONOUR, Set.of("lists.example.org")),
                new PhishingPolicy(Set.of("Anna Dupont"), Set.of("partner.example"), Set.of("friend.example")),
                new NoticePolicy(
                        Set.of(Noticed.SIZE), Set.of(Noticed.CONTENT), Set.of(Noticed.BULK), "admin@demo.example"),
                new Marking(Set.of(BulkClass.NEWSLETTER), "[SPAM]", "[Pub]"),
                Set.of("fr", "de"),
                true,
                Map.of("SPF_FAIL", 77.5));
        assertThat(PolicyDocument.parse(PolicyDocument.toJson(policy).toString()))
                .isEqualTo(policy);
    }

    @Test
    void documentOfAnOlderVersionTakesTheShippedDefaults() {
        assertThat(PolicyDocument.parse("{}")).isEqualTo(FilterPolicy.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a word that is far too long", "two\\r\\nX-Forged: lines", "\\u202Eback"})
    @Covers("R2.7")
    void aWordThatIsNoneIsRefused(String word) {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"marking\":{\"bulk\":[],\"spamWord\":\"" + word + "\"}}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 20 characters");
    }

    @Test
    void thresholdsOutOfOrderAreRefused() {
        assertThatThrownBy(() -> PolicyDocument.parse("{\"thresholds\":{\"quarantine\":600}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
