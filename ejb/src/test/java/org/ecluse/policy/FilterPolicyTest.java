package org.ecluse.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;

class FilterPolicyTest {
    private static final FilterPolicy OWN_CLASSES = PolicyDocument.parse("""
            {"level":"MOYEN","phishing":{"trustedDomains":["agency.example"]},"thresholds":{"tag":80},
             "attachments":{"classes":["SCRIPT"],"users":[{"address":"a@b.example","classes":["MACRO"]}]}}
            """);

    // What is looked for in phishing went back to the default for a user with classes of their own.
    @Test
    @Covers({"R2.4", "R2.6"})
    void anAddressWithItsOwnClassesKeepsEverythingElse() {
        FilterPolicy own = OWN_CLASSES.forAddress("a@b.example");
        assertThat(own.attachments().classes()).containsExactly(AttachmentClass.MACRO);
        assertThat(PolicyDocument.toJson(own).keySet().stream()
                        .filter(key -> !key.equals("attachments"))
                        .filter(key -> !PolicyDocument.toJson(own)
                                .get(key)
                                .equals(PolicyDocument.toJson(OWN_CLASSES).get(key))))
                .isEmpty();
    }

    @Test
    @Covers("R3.9")
    void aLooserLevelCountsOnlyIfTheCustomerAllowsIt() {
        FilterPolicy strict = PolicyDocument.parse("{\"level\":\"MOYEN\",\"userMayBeLooser\":false}");
        assertThat(OWN_CLASSES.levelFor(Optional.of(FilterLevel.AUCUN))).isEqualTo(FilterLevel.AUCUN);
        assertThat(strict.levelFor(Optional.of(FilterLevel.AUCUN))).isEqualTo(FilterLevel.MOYEN);
        assertThat(strict.levelFor(Optional.of(FilterLevel.ROBUSTE))).isEqualTo(FilterLevel.ROBUSTE);
        assertThat(strict.levelFor(Optional.empty())).isEqualTo(FilterLevel.MOYEN);
    }
}
