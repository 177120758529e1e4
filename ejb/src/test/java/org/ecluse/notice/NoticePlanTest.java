package org.ecluse.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.EmailAddress;
import org.ecluse.policy.NoticePolicy;
import org.ecluse.policy.Noticed;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Covers("R2.10")
class NoticePlanTest {
    private static final Set<Noticed> ALL = Set.of(Noticed.values());
    private static final NoticePolicy EVERYBODY = new NoticePolicy(ALL, ALL, ALL, "admin@demo.example");

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a person who is proven,           SIZE,             ann@b.example,           true,  false, true
            nobody proven,                    SIZE,             ann@b.example,           false, false, false
            automatic mail,                   CONTENT,          ann@b.example,           true,  true,  false
            the null reverse-path,            CONTENT,          '',                      true,  false, false
            a mailer daemon,                  SIZE,             MAILER-DAEMON@b.example, true,  false, false
            a robot,                          SIZE,             no-reply@b.example,      true,  false, false
            a list's owner,                   SIZE,             owner-news@b.example,    true,  false, false
            a list's administration,          SIZE,             news-request@b.example,  true,  false, false
            an address of its own kind,       SIZE,             b-ann=c.example@b.example, true, false, false
            spam from a person who is proven, SPAM_QUARANTINED, ann@b.example,           true,  false, true
            """)
    void onlyAProvenPersonHears(
            String what, VerdictName verdict, String sender, boolean proven, boolean automatic, boolean told) {
        Map<NoticeParty, String> plan = NoticePlan.of(copy(verdict, sender, proven, automatic), EVERYBODY);
        assertThat(plan.containsKey(NoticeParty.SENDER)).isEqualTo(told);
        assertThat(plan)
                .containsEntry(NoticeParty.ADMINISTRATOR, "admin@demo.example")
                .containsEntry(NoticeParty.RECIPIENT, "bob@demo.example");
    }

    @ParameterizedTest
    @Covers({"R2.5", "R2.6"})
    @EnumSource(
            value = VerdictName.class,
            names = {"SIZE", "CONTENT", "SPAM_QUARANTINED", "PNS"},
            mode = EnumSource.Mode.EXCLUDE)
    void nobodyIsToldOfAnythingElse(VerdictName verdict) {
        assertThat(NoticePlan.of(copy(verdict, "ann@b.example", true, false), EVERYBODY))
                .isEmpty();
    }

    @Test
    @Covers("R2.5")
    void nobodyIsToldOfAVirusWhateverElseWasFound() {
        HeldCopy copy = new HeldCopy(
                VerdictName.SIZE,
                List.of(Finding.of("SIZE_OVER_LIMIT"), Finding.of("VIRUS_FOUND")),
                address("bob@demo.example"),
                Optional.of(address("ann@b.example")),
                true,
                false);
        assertThat(NoticePlan.of(copy, EVERYBODY)).isEmpty();
    }

    @Test
    void eachIsToldOfWhatThePolicyNamesForIt() {
        NoticePolicy policy = new NoticePolicy(
                Set.of(Noticed.CONTENT), Set.of(Noticed.BULK), Set.of(Noticed.SIZE), "admin@demo.example");
        assertThat(parties(VerdictName.CONTENT, policy)).containsExactly(NoticeParty.ADMINISTRATOR);
        assertThat(parties(VerdictName.PNS, policy)).containsExactly(NoticeParty.RECIPIENT);
        assertThat(parties(VerdictName.SIZE, policy)).containsExactly(NoticeParty.SENDER);
        assertThat(parties(VerdictName.SPAM_QUARANTINED, policy)).isEmpty();
        assertThat(parties(VerdictName.SIZE, NoticePolicy.OFF)).isEmpty();
        assertThat(NoticePolicy.OFF.isOff()).isTrue();
        assertThat(policy.isOff()).isFalse();
    }

    private static Set<NoticeParty> parties(VerdictName verdict, NoticePolicy policy) {
        return NoticePlan.of(copy(verdict, "ann@b.example", true, false), policy)
                .keySet();
    }

    private static HeldCopy copy(VerdictName verdict, String sender, boolean proven, boolean automatic) {
        return new HeldCopy(
                verdict, List.of(), address("bob@demo.example"), EmailAddress.parse(sender), proven, automatic);
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
