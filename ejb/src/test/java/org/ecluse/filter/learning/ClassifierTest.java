package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassifierTest {
    private static final int SPAM_WORD = 7;
    private static final int HAM_WORD = 8;
    private static final int COMMON_WORD = 9;

    @Test
    void chiSquareIsThatOfTheTables() {
        assertThat(ChiSquare.logUpperTail(2, 2)).isCloseTo(-1, within(1e-9));
        assertThat(Math.exp(ChiSquare.logUpperTail(9.488, 4))).isCloseTo(0.05, within(1e-4));
        assertThat(Math.exp(ChiSquare.logUpperTail(18.307, 10))).isCloseTo(0.05, within(1e-4));
    }

    @Test
    void chiSquareStaysFiniteFarOut() {
        assertThat(ChiSquare.logUpperTail(5000, 300)).isBetween(-2500.0, -1000.0);
    }

    @Test
    void fisherIsSymmetricAndSilentWithoutTokens() {
        double spam = Fisher.logOdds(new float[] {0.99f, 0.98f, 0.97f}, 3);
        double ham = Fisher.logOdds(new float[] {0.01f, 0.02f, 0.03f}, 3);
        assertThat(spam).isPositive().isCloseTo(-ham, within(1e-4));
        assertThat(Fisher.logOdds(new float[0], 0)).isZero();
    }

    @Test
    void onlyTheMostTellingTokensCount() {
        float[] flood = new float[5000];
        Arrays.fill(flood, 0.1f);
        for (int i = 0; i < Fisher.MOST_TELLING; i++) {
            flood[i * 30] = 0.999f;
        }
        assertThat(Fisher.logOdds(flood, flood.length))
                .as("words of ham poured over spam")
                .isPositive();
    }

    @Test
    void rareTokenIsDoubted() {
        TokenCounts counts = new TokenCounts();
        counts.learn(new int[] {SPAM_WORD}, true);
        assertThat(counts.probability(SPAM_WORD)).isEqualTo(0.75);
        assertThat(counts.probability(HAM_WORD)).isEqualTo(0.5);
    }

    @Test
    void regressionFindsTheWordThatTells() {
        LogisticTrainer trainer = trained();
        assertThat(trainer.weight(SPAM_WORD)).isPositive();
        assertThat(trainer.weight(HAM_WORD)).isNegative();
        assertThat(Math.abs(trainer.weight(COMMON_WORD))).isLessThan(trainer.weight(SPAM_WORD) / 4);
    }

    @Test
    void sameMessagesGiveTheSameWeights() {
        assertThat(trained().weight(SPAM_WORD)).isEqualTo(trained().weight(SPAM_WORD));
    }

    private static LogisticTrainer trained() {
        List<LogisticTrainer.Example> examples = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            examples.add(new LogisticTrainer.Example(new int[] {SPAM_WORD, COMMON_WORD, 100 + i}, true, 1));
            examples.add(new LogisticTrainer.Example(new int[] {HAM_WORD, COMMON_WORD, 200 + i}, false, 1));
        }
        LogisticTrainer trainer = new LogisticTrainer(LogisticTrainer.Settings.SHIPPED);
        trainer.learn(examples);
        return trainer;
    }
}
