package org.ecluse.filter.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.MailTransaction;
import org.ecluse.policy.Weights;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("B4")
class MeaningStageTest {
    private static final MailTransaction MAIL = Mails.transaction(
            Mails.raw("From: a@example.org\nSubject: Your share\n\nAnswer me for your share of the money.\n"));

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest(name = "{0} points of rules, {1} learned, language {2}, {3}: asked {4}")
    @CsvSource({
        "0, 0, en, x, true",
        "0, -0.05, en, x, false",
        "50, -2, en, x, true",
        "50, -3, en, x, false",
        "0, 7.95, en, x, true",
        "0, 8, en, x, false",
        "100, 3.05, en, x, false",
        "0, 4, fr, x, false",
        "0, 4, en, MAILING_DECLARED, false"
    })
    void isAskedWhereItCanMatter(double rules, double learned, String language, String other, boolean isAsked) {
        examine(
                text -> Optional.of(new float[SentenceModel.SIZE]),
                List.of(
                        new Finding("SPF_FAIL", rules / Weights.shipped().of("SPF_FAIL"), ""),
                        new Finding(learned < 0 ? "LEARNED_HAM" : "LEARNED_SPAM", Math.abs(learned), ""),
                        LanguageFinding.told(language),
                        Finding.of(other)));
        assertThat(asked).hasSize(isAsked ? 1 : 0);
    }

    @Test
    void isNotAskedWhereNoLanguageWasTold() {
        examine(text -> Optional.empty(), List.of(new Finding("LEARNED_SPAM", 4, "")));
        assertThat(asked).isEmpty();
    }

    @Test
    void readsTheSubjectFirstAndThenWhatIsShown() {
        examine(text -> Optional.empty(), doubtful());
        assertThat(asked).containsExactly("Your share. your share answer me for your share of the money ");
    }

    @ParameterizedTest
    @CsvSource({"2.5, MEANING_SPAM, 2, 92 %", "-2.5, MEANING_HAM, 2, 92 %", "9, MEANING_SPAM, 3, 100 %"})
    void saysWhatItThinksAndHowSureItIs(float logOdds, String symbol, double strength, String sure) {
        StageResult result = new MeaningStage(
                        text -> Optional.of(new float[SentenceModel.SIZE]),
                        new MeaningWeights(new float[SentenceModel.SIZE], logOdds),
                        Weights.shipped())
                .examine(MAIL, doubtful());
        assertThat(((StageResult.Findings) result).list()).containsExactly(new Finding(symbol, strength, sure));
    }

    @Test
    void shortTextSaysNothing() {
        assertThat(examine(text -> Optional.empty(), doubtful())).isEmpty();
    }

    /** B8 in small: never silently; the mail goes on. */
    @Test
    void readerThatCannotReadIsNoted() {
        assertThat(examine(
                        text -> {
                            throw new ReaderUnavailableException("no library for this machine", null);
                        },
                        doubtful()))
                .containsExactly(Finding.of("MEANING_SILENT", "no library for this machine"));
    }

    private static List<Finding> doubtful() {
        return List.of(new Finding("LEARNED_SPAM", 4, ""), LanguageFinding.told("en"));
    }

    private List<Finding> examine(TextReader reader, List<Finding> before) {
        TextReader noting = text -> {
            asked.add(text);
            return reader.read(text);
        };
        StageResult result =
                new MeaningStage(noting, MeaningWeights.shipped(), Weights.shipped()).examine(MAIL, before);
        return ((StageResult.Findings) result).list();
    }
}
