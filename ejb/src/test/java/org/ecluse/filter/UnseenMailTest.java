package org.ecluse.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.ecluse.filter.virus.HashList;
import org.ecluse.filter.virus.SignatureScanner;
import org.ecluse.pipeline.StageCatalogue;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.UnseenMails;
import org.ecluse.testkit.UnseenMails.Unseen;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bounds for whole messages that no rule was made from; {@code org.ecluse.measure.UnseenReport} prints the whole matrix. */
@Covers({"R2.2", "R2.6"})
class UnseenMailTest {
    private static final Set<String> WANTED = Set.of("transactional", "personal");
    private static final Set<String> MAILINGS = Set.of("advertising", "newsletter", "social");
    private static final double SELDOM = 0.04;
    private static final double MOSTLY = 0.85;

    private static FilterPipeline pipeline;

    @BeforeAll
    static void build() throws IOException {
        pipeline = StageCatalogue.pipeline(
                List.of(), new SignatureScanner(HashList.load(List.of())), "mx1.passerelle.example");
    }

    @Test
    void wantedMailOfProvenSendersIsSeldomHeld() {
        List<Unseen> wanted = of(WANTED);
        long held = wanted.stream()
                .filter(unseen -> UnseenMails.isHeld(UnseenMails.verdict(pipeline, unseen, true)))
                .count();
        assertThat(held / (double) wanted.size()).isLessThanOrEqualTo(SELDOM);
    }

    @Test
    void mailingsGetTheirClass() {
        assertThat(rightShare(MAILINGS)).isGreaterThanOrEqualTo(MOSTLY);
    }

    @Test
    void spamAndPhishingAreHeld() {
        List<Unseen> bad = of(Set.of("spam", "phishing"));
        long held = bad.stream()
                .filter(unseen -> UnseenMails.isHeld(UnseenMails.verdict(pipeline, unseen, true)))
                .count();
        assertThat(held / (double) bad.size()).isGreaterThanOrEqualTo(MOSTLY);
    }

    @Test
    void mailOfPeopleIsNotHeldForAMissingLookUp() {
        assertThat(of(Set.of("personal")))
                .noneMatch(unseen -> UnseenMails.isHeld(UnseenMails.verdict(pipeline, unseen, false)));
    }

    private static double rightShare(Set<String> kinds) {
        List<Unseen> chosen = of(kinds);
        long right = chosen.stream()
                .filter(unseen ->
                        UnseenMails.isRight(unseen, UnseenMails.answer(UnseenMails.verdict(pipeline, unseen, true))))
                .count();
        return right / (double) chosen.size();
    }

    private static List<Unseen> of(Set<String> kinds) {
        List<Unseen> chosen = UnseenMails.all().stream()
                .filter(unseen -> kinds.contains(unseen.kind()))
                .toList();
        assertThat(chosen).hasSizeGreaterThanOrEqualTo(10);
        return chosen;
    }
}
