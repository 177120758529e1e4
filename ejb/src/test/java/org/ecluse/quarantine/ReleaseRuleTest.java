package org.ecluse.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.testkit.Covers;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R2.4", "R2.6", "R3.5"})
class ReleaseRuleTest {
    @ParameterizedTest(name = "{0}, threat {1}, users release content {2}: {3}")
    @CsvSource(nullValues = "nobody", textBlock = """
            VIRUS,            true,  false, nobody
            VIRUS,            false, true,  nobody
            SPAM_DESTROYED,   false, false, nobody
            RED_LIST,         false, false, nobody
            PHISHING,         true,  false, ADMINISTRATOR
            PHISHING,         false, true,  ADMINISTRATOR
            SPOOFED,          true,  false, ADMINISTRATOR
            SPOOFED,          false, true,  ADMINISTRATOR
            UNCHECKED,        true,  false, ADMINISTRATOR
            CONTENT,          false, false, QUARANTINE_MANAGER
            CONTENT,          false, true,  USER
            CONTENT,          true,  true,  ADMINISTRATOR
            SIZE,             false, false, USER
            SPAM_QUARANTINED, false, false, USER
            PNS,              false, false, USER
            PNS,              true,  false, ADMINISTRATOR
            """)
    void leastCapacity(VerdictName verdict, boolean threat, boolean usersReleaseContent, Releaser least) {
        assertThat(ReleaseRule.least(verdict, threat, usersReleaseContent).orElse(null))
                .isEqualTo(least);
    }

    @Test
    void aHigherCapacityMayWhatALowerMay() {
        for (Releaser who : Releaser.values()) {
            assertThat(ReleaseRule.allows(who, VerdictName.PNS, false, false)).isTrue();
        }
        assertThat(ReleaseRule.allows(Releaser.USER, VerdictName.CONTENT, false, false))
                .isFalse();
        assertThat(ReleaseRule.allows(Releaser.ADMINISTRATOR, VerdictName.VIRUS, true, false))
                .isFalse();
    }

    @Test
    void everyVerdictHasARule() {
        for (VerdictName verdict : VerdictName.values()) {
            assertThat(ReleaseRule.least(verdict, true, true)).isNotEqualTo(java.util.Optional.of(Releaser.USER));
        }
    }
}
