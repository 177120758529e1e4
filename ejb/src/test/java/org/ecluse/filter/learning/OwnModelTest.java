package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnModelTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void oneLessonOfAUserGivesAThirdAndOneOfAManagerAHalf() {
        int[] mail = mail();
        assertThat(OwnModel.EMPTY.with(mail, true, 1).evidence(mail)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(OwnModel.EMPTY.with(mail, false, 2).evidence(mail)).isCloseTo(-0.5, within(1e-9));
    }

    @Test
    void oppositeLessonsCancelEachOther() {
        int[] mail = mail();
        assertThat(OwnModel.EMPTY.with(mail, true, 1).with(mail, false, 1).evidence(mail))
                .isZero();
    }

    @Test
    void takingALessonBackLeavesExactlyWhatWasThere() {
        OwnModel before = OwnModel.EMPTY;
        for (int i = 0; i < 40; i++) {
            before = before.with(mail(), i % 3 == 0, 1 + i % 2);
        }
        int[] first = mail();
        int[] second = mail();
        OwnModel after = before.with(first, true, 1).with(second, false, 2);
        assertThat(after.without(first, true, 1).without(second, false, 2).toBytes())
                .isEqualTo(before.toBytes());
        assertThat(OwnModel.EMPTY.with(first, true, 1).without(first, true, 1).isEmpty())
                .isTrue();
    }

    @Test
    void whatWasNeverLearnedCannotBeTakenBack() {
        OwnModel model = OwnModel.EMPTY.with(mail(), true, 1);
        int[] other = mail();
        assertThatThrownBy(() -> model.without(other, true, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void itIsTheSameAfterItWasWrittenAndRead() {
        OwnModel model = OwnModel.EMPTY.with(mail(), true, 2).with(mail(), false, 1);
        assertThat(OwnModel.parse(model.toBytes()).toBytes()).isEqualTo(model.toBytes());
        assertThat(OwnModel.parse(model.toBytes()).size()).isEqualTo(model.size());
    }

    @Test
    void damagedOctetsAreRefused() {
        byte[] octets = OwnModel.EMPTY.with(mail(), true, 2).toBytes();
        byte[] cut = Arrays.copyOf(octets, octets.length - 1);
        byte[] more = Arrays.copyOf(octets, octets.length + 1);
        assertThatThrownBy(() -> OwnModel.parse(cut)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OwnModel.parse(more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OwnModel.parse(new byte[] {-1, -1, -1, -1, -1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsOfEveryLessonSaySoonNothingAboutOthers() {
        int[] everywhere = mail();
        OwnModel model = OwnModel.EMPTY;
        for (int i = 0; i < 60; i++) {
            model = model.with(joined(mail(), everywhere), false, 1);
        }
        assertThat(model.evidence(joined(mail(), everywhere)))
                .as("half of its tokens are in all lessons, the rest in none")
                .isBetween(-OwnVoice.LEAST_EVIDENCE, 0.0);
    }

    @Test
    void theMostThatACustomerCanTeachFitsInOneMegabyte() {
        OwnModel model = OwnModel.EMPTY;
        for (int i = 0; i < OwnModel.MOST_LESSONS; i++) {
            model = model.with(mail(), true, 2);
        }
        assertThat(model.memoryBytes()).isLessThan(1_100_000L);
        assertThat(model.toBytes().length).isLessThan(600_000);
    }

    @Test
    void lessonsArePackedWithoutLoss() {
        int[] mail = mail();
        assertThat(OwnTokens.unpacked(OwnTokens.packed(mail))).isEqualTo(mail);
        assertThat(OwnTokens.packed(mail).length).isLessThan(OwnTokens.MOST * 3);
    }

    @Test
    void likenessIsTheShareOfWhatBothHave() {
        assertThat(OwnTokens.likeness(new int[] {1, 2, 3}, new int[] {2, 3, 4})).isEqualTo(0.5);
        assertThat(OwnTokens.likeness(new int[0], new int[0])).isZero();
    }

    private int[] mail() {
        return IntStream.generate(() -> random.nextInt(TokenBag.BUCKETS))
                .distinct()
                .limit(OwnTokens.MOST)
                .sorted()
                .toArray();
    }

    /** Half of each. */
    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(
                        IntStream.range(0, one.length / 2).map(i -> one[i * 2]),
                        IntStream.range(0, other.length / 2).map(i -> other[i * 2]))
                .distinct()
                .sorted()
                .toArray();
    }
}
