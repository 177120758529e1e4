package org.ecluse.filter.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceModelTest {
    private static final String LOAN = "We lend you money at a very low rate, ask for your credit today.";
    private static final String SAME_LOAN = "Borrowing from our bank is cheap: apply now and get the sum tomorrow.";
    private static final String TREES = "The apple trees in our garden were cut last autumn and carry no fruit.";

    @Test
    void textsThatMeanTheSameLieCloser() throws ReaderUnavailableException {
        assertThat(cosine(LOAN, SAME_LOAN)).isGreaterThan(cosine(LOAN, TREES) + 0.2);
    }

    @Test
    void hasLengthOne() throws ReaderUnavailableException {
        float[] meaning = meaning(LOAN);
        assertThat(meaning).hasSize(SentenceModel.SIZE);
        assertThat(product(meaning, meaning)).isCloseTo(1, within(1e-5));
    }

    @Test
    void caseAccentsAndBlanksChangeNothing() throws ReaderUnavailableException {
        assertThat(meaning("WE LËND YÓU MONEY  AT\u00a0A VERY LOW RATE,ASK\tFOR YOUR\nCREDIT TODAY"))
                .isEqualTo(meaning("we lend you money at a very low rate, ask for your credit today"));
    }

    /** Time grows with what is read, so only the beginning is. */
    @Test
    void whatStandsFarBehindIsNotRead() throws ReaderUnavailableException {
        String beginning = (LOAN + " ").repeat(30);
        assertThat(meaning(beginning + TREES.repeat(50_000))).isEqualTo(meaning(beginning));
    }

    static List<String> hostile() {
        return List.of(
                "",
                " ",
                "x".repeat(1_000_000),
                "XXXXX XXXXX ".repeat(500),
                "\u0000\u0001\u0007".repeat(1000),
                "\ud83d\ude00".repeat(2000),
                "\ud83d".repeat(2000),
                "e" + "\u0301".repeat(100_000),
                "\u202e\ufeff\u200b".repeat(2000),
                "[CLS] [SEP] [UNK] [PAD] [MASK] ".repeat(200),
                "\u6c34".repeat(3000),
                "!?.,;:".repeat(3000),
                "\ufdfa".repeat(2000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void anyTextIsReadOrLeft(String text) throws ReaderUnavailableException {
        Optional<float[]> meaning = SentenceModel.shipped().read(text);
        meaning.ifPresent(numbers -> assertThat(product(numbers, numbers)).isCloseTo(1, within(1e-5)));
    }

    @ParameterizedTest
    @MethodSource("wordless")
    void lessThanASentenceSaysNothing(String text) throws ReaderUnavailableException {
        assertThat(SentenceModel.shipped().read(text)).isEmpty();
    }

    static List<String> wordless() {
        return List.of("", "Good morning", "x".repeat(5000), "\u0900\u0fff ".repeat(100));
    }

    @Test
    void manyThreadsReadAlike() throws ReaderUnavailableException {
        float[] alone = meaning(LOAN);
        assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> unchecked(LOAN)))
                .allSatisfy(meaning -> assertThat(meaning).isEqualTo(alone));
    }

    @Test
    void namesItself() throws ReaderUnavailableException {
        assertThat(SentenceModel.shipped().version()).startsWith("all-MiniLM-L6-v2, ONNX Runtime 1.");
    }

    private static float[] unchecked(String text) {
        try {
            return meaning(text);
        } catch (ReaderUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }

    private static float[] meaning(String text) throws ReaderUnavailableException {
        return SentenceModel.shipped().read(text).orElseThrow();
    }

    private static double cosine(String one, String other) throws ReaderUnavailableException {
        return product(meaning(one), meaning(other));
    }

    private static double product(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * (double) other[i];
        }
        return sum;
    }
}
