package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ecluse.filter.learning.OwnModel.Taught;
import org.junit.jupiter.api.Test;

class OwnModelTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void oneLessonOfAUserGivesAThirdAndOneOfAManagerAHalf() {
        int[] mail = mail();
        assertThat(OwnModel.of(List.of(spam(mail, "anna"))).evidence(mail)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(OwnModel.of(List.of(new Taught(mail, false, 2, "manager"))).evidence(mail))
                .isCloseTo(-0.5, within(1e-9));
    }

    @Test
    void oppositeLessonsCancelEachOther() {
        int[] mail = mail();
        assertThat(OwnModel.of(List.of(spam(mail, "anna"), new Taught(mail, false, 1, "bruno")))
                        .evidence(mail))
                .isZero();
    }

    @Test
    void whatOnePersonSaysOftenIsWorthWhatItIsWorthOnce() {
        int[] mail = mail();
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lessons.add(spam(joined(mail, mail()), "anna"));
            lessons.add(spam(joined(mail(), mail), "anna"));
        }
        double one = OwnModel.of(lessons).evidence(mail);
        assertThat(one).isPositive().isLessThanOrEqualTo(1 / 3.0 + 1e-9);
        lessons.add(spam(mail, "bruno"));
        assertThat(OwnModel.of(lessons).evidence(mail)).as("a second person").isGreaterThan(one + 0.1);
    }

    @Test
    void highestWeightOfOnePersonCounts() {
        int[] mail = mail();
        Taught asUser = spam(mail, "anna");
        Taught asManager = new Taught(mail, true, 2, "anna");
        assertThat(OwnModel.of(List.of(asManager, asUser)).evidence(mail)).isCloseTo(0.5, within(1e-9));
        assertThat(OwnModel.of(List.of(asUser, asManager)).evidence(mail)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void orderOfLessonsLeavesNoTrace() {
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            lessons.add(new Taught(mail(), i % 3 == 0, 1 + i % 2, "user " + i % 7));
        }
        byte[] octets = OwnModel.of(lessons).toBytes();
        Collections.reverse(lessons);
        assertThat(OwnModel.of(lessons).toBytes()).isEqualTo(octets);
        assertThat(OwnModel.of(List.of()).toBytes()).isEqualTo(OwnModel.EMPTY.toBytes());
    }

    @Test
    void moreLessonsThanAModelHoldsAreRefused() {
        List<Taught> lessons = Collections.nCopies(OwnModel.MOST_LESSONS + 1, spam(mail(), "anna"));
        assertThatThrownBy(() -> OwnModel.of(lessons)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsTheSameAfterItWasWrittenAndRead() {
        OwnModel model =
                OwnModel.of(List.of(new Taught(mail(), true, 2, "anna"), new Taught(mail(), false, 1, "bruno")));
        assertThat(OwnModel.parse(model.toBytes()).toBytes()).isEqualTo(model.toBytes());
        assertThat(OwnModel.parse(model.toBytes()).size()).isEqualTo(model.size());
        assertThat(OwnModel.parse(OwnModel.EMPTY.toBytes()).isEmpty()).isTrue();
    }

    @Test
    void modelWrittenBeforePeopleWereCountedApartIsRead() {
        int[] mail = mail();
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        Varint.write(mail.length, octets);
        int last = -1;
        for (int token : mail) {
            Varint.write(token - last - 1, octets);
            Varint.write(1, octets);
            Varint.write(0, octets);
            last = token;
        }
        assertThat(OwnModel.parse(octets.toByteArray()).evidence(mail)).isCloseTo(1 / 3.0, within(1e-9));
    }

    @Test
    void damagedOctetsAreRefused() {
        byte[] octets = OwnModel.of(List.of(spam(mail(), "anna"))).toBytes();
        byte[] cut = Arrays.copyOf(octets, octets.length - 1);
        byte[] more = Arrays.copyOf(octets, octets.length + 1);
        assertThatThrownBy(() -> OwnModel.parse(cut)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OwnModel.parse(more)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OwnModel.parse(new byte[] {0, 0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OwnModel.parse(new byte[] {-1, -1, -1, -1, -1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wordsOfEveryLessonSaySoonNothingAboutOthers() {
        int[] everywhere = mail();
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            lessons.add(new Taught(joined(mail(), everywhere), false, 1, "user " + i));
        }
        OwnModel model = OwnModel.of(lessons);
        assertThat(model.evidence(joined(mail(), everywhere)))
                .as("half of its tokens are in all lessons, the rest in none")
                .isBetween(-OwnVoice.LEAST_EVIDENCE, 0.0);
    }

    @Test
    void theMostThatACustomerCanTeachIsBounded() {
        List<Taught> lessons = new ArrayList<>();
        for (int i = 0; i < OwnModel.MOST_LESSONS; i++) {
            lessons.add(new Taught(mail(), true, 2, "user " + i));
        }
        OwnModel model = OwnModel.of(lessons);
        assertThat(model.memoryBytes()).isLessThan(1_300_000L);
        assertThat(model.toBytes().length).isLessThan(700_000);
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

    private static Taught spam(int[] mail, String teacher) {
        return new Taught(mail, true, 1, teacher);
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
