package org.ecluse.filter.authentication.canon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6376 section 3.2. */
@Covers("R1.11")
class TagListTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ";",
                "a",
                "a=1;;b=2",
                "a=1; ;",
                ";a=1",
                "a=1;b",
                "a=1;a=2",
                "1a=1",
                "a-b=1",
                "=1",
                "a b=1",
                "a=\u0000",
                "a=1;b=x\u007f"
            })
    void whatIsNoListIsRefused(String text) {
        assertThat(TagList.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a=1", " a=1;", "a=1; ", "a = 1 ;\r\n b=2\r\n\t", "a=;b=", "a=b=c", "A=1;a=2", "x_1=\u00e9"})
    void whatIsAListIsRead(String text) {
        assertThat(TagList.parse(text)).isPresent();
    }

    @Test
    void valuesLoseTheWhiteSpaceAroundThem() {
        TagList tags = TagList.parse(" v=1; h=From :\r\n To: ; b= ab\r\n\tc d ; t= 1 2")
                .orElseThrow();
        assertThat(tags.first()).isEqualTo("v");
        assertThat(tags.value("h")).contains("From :\r\n To:");
        assertThat(tags.parts("h")).contains(List.of("From", "To", ""));
        assertThat(tags.compact("b")).isEqualTo("abcd");
        assertThat(tags.value("t")).contains("1 2");
        assertThat(tags.value("x")).isEqualTo(Optional.empty());
        assertThat(tags.compact("x")).isEmpty();
    }

    @Test
    void theValueOfATagStandsBetweenEqualsSignAndSemicolon() {
        String text = " v=1; b= ab\r\n\tcd ;t=1";
        TagList tags = TagList.parse(text).orElseThrow();
        assertThat(text.substring(tags.start("b"), tags.end("b"))).isEqualTo(" ab\r\n\tcd ");
        assertThat(tags.end("t")).isEqualTo(text.length());
    }

    @Test
    void aLongListTakesLinearTime() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append('a').append(i).append("=;");
        }
        long start = System.nanoTime();
        assertThat(TagList.parse(text.toString())).isPresent();
        assertThat(TagList.parse("a=1;" + " ".repeat(500_000) + "x")).isEmpty();
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
}
