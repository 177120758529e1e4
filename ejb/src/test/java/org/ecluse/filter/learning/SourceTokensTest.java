package org.ecluse.filter.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;

class SourceTokensTest {
    private static final String HEADER = "From: Anna <anna@example.org>\nSubject: Hello\nMIME-Version: 1.0\n";
    private static final String PAGE =
            HEADER + "Content-Type: text/html\n\n<p style=\"color:red\">Room 12 is free.</p>\n";

    @Test
    void markupThatNobodySeesIsSeen() {
        assertThat(source(PAGE.replace("color:red", "color:white"))).isNotEqualTo(source(PAGE));
    }

    @Test
    void digitsAreOneDigit() {
        assertThat(source(PAGE.replace("12", "87"))).isEqualTo(source(PAGE));
    }

    @Test
    void plainTextIsItsOwnSource() {
        String plain = HEADER + "\nThe text.\n";
        assertThat(source(plain)).isNotEmpty().isNotEqualTo(source(plain.replace("text", "other")));
        assertThat(source(plain.replace("Hello", "Hallo"))).isNotEqualTo(source(plain));
        assertThat(source(plain.replace("Anna", "Hanna"))).isNotEqualTo(source(plain));
    }

    @Test
    void addressesAndBoundariesAreNot() {
        String mail = PAGE.replace("text/html", "text/html; boundary=\"abc\"; charset=utf-8");
        assertThat(source(mail.replace("anna@example.org", "info@another.example")))
                .isEqualTo(source(mail));
        assertThat(source(mail.replace("\"abc\"", "\"==_12;x\""))).isEqualTo(source(mail));
        assertThat(source(mail.replace("utf-8", "koi8-r"))).isNotEqualTo(source(mail));
    }

    @Test
    void orderOfFieldsDoesNotCount() {
        String priority = "X-Priority: 3\n";
        assertThat(source(PAGE.replace("Subject", priority + "Subject"))).isEqualTo(source(priority + PAGE));
        assertThat(source(PAGE.replace("Subject", "X-Priority: 1\nSubject"))).isNotEqualTo(source(PAGE));
    }

    @Test
    void onlyTheBeginningIsRead() {
        String longer = HEADER + "\n" + "The text goes on.\n".repeat(600);
        assertThat(source(longer + "Quite other words.\n")).isEqualTo(source(longer));
    }

    @Test
    void customersDoNotLearnIt() {
        int[] own = OwnTokens.of(bag(PAGE));
        assertThat(own).isNotEmpty();
        assertThat(IntStream.of(own)).noneMatch(SourceTokensTest::isSource);
    }

    @Test
    void countsBesideTheOthers() {
        int spam = TokenGroup.SOURCE.base + 7;
        int ham = TokenGroup.SOURCE.base + 8;
        List<ModelTrainer.Example> examples = IntStream.range(0, 60)
                .mapToObj(i -> new ModelTrainer.Example(new int[] {i % 2 == 0 ? spam : ham}, i % 2 == 0, 0, i % 3))
                .toList();
        BaseModel model = new ModelTrainer(LogisticTrainer.Settings.SHIPPED).train(examples);
        assertThat(model.logistic(new int[] {spam})).isPositive();
        assertThat(model.logistic(new int[] {ham})).isNegative();
        assertThat(model.bayes(new int[] {spam}))
                .as("runs of letters are no single evidence")
                .isZero();
    }

    private static int[] source(String mail) {
        return IntStream.of(bag(mail).toArray())
                .filter(SourceTokensTest::isSource)
                .toArray();
    }

    private static boolean isSource(int bucket) {
        return TokenGroup.of(bucket) == TokenGroup.SOURCE;
    }

    private static TokenBag bag(String mail) {
        return Tokenizer.of(Mails.transaction(Mails.raw(mail)), List.of());
    }
}
