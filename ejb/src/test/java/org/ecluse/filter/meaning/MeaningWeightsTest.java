package org.ecluse.filter.meaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeaningWeightsTest {
    @Test
    void isReadAsItWasWritten() throws IOException {
        byte[] octets = shipped();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        MeaningWeights.read(new ByteArrayInputStream(octets)).write(again);
        assertThat(again.toByteArray()).isEqualTo(octets);
    }

    @Test
    void damagedFileIsRefused() throws IOException {
        byte[] octets = shipped();
        assertThatThrownBy(() -> MeaningWeights.read(new ByteArrayInputStream(Arrays.copyOf(octets, 500))))
                .isInstanceOf(IOException.class);
        octets[0]++;
        assertThatThrownBy(() -> MeaningWeights.read(new ByteArrayInputStream(octets)))
                .isInstanceOf(IOException.class);
    }

    /** At most 60 points on either side, however sure it is. */
    @Test
    void strengthIsBounded() {
        float[] weights = new float[SentenceModel.SIZE];
        weights[0] = 1000;
        float[] meaning = new float[SentenceModel.SIZE];
        meaning[0] = 1;
        assertThat(new MeaningWeights(weights, 0).strength(meaning)).isEqualTo(3);
        meaning[0] = -1;
        assertThat(new MeaningWeights(weights, 0).strength(meaning)).isEqualTo(-3);
        assertThat(new MeaningWeights(new float[SentenceModel.SIZE], 2).strength(meaning))
                .isEqualTo(1.6);
    }

    /** Of our own writing; the first was not learned from. */
    @Test
    void tellsAnOfferFromMinutes() throws ReaderUnavailableException {
        assertThat(
                        strength(
                                "I have a business proposal for you about the transfer of a large sum of money, reply to me for your share."))
                .isPositive();
        assertThat(
                        strength(
                                "Attached are the minutes of the meeting on Tuesday; the patch for the build is in review, please comment."))
                .isNegative();
    }

    private static double strength(String text) throws ReaderUnavailableException {
        return MeaningWeights.shipped()
                .strength(SentenceModel.shipped().read(text).orElseThrow());
    }

    private static byte[] shipped() throws IOException {
        try (InputStream stream = MeaningWeights.class.getResourceAsStream("meaning.model")) {
            return stream.readAllBytes();
        }
    }
}
