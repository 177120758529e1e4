package org.ecluse.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.testkit.Covers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {
    /** The words of R1.4 stand first, exactly. */
    @Covers({"R1.4", "R1.15"})
    @ParameterizedTest
    @CsvSource({
        "GREY_FIRST,      421, throttle: firsttry",
        "GREY_EARLY,      421, throttle early",
        "GREY_LATE,       421, throttle late",
        "GREY_FIRST_STAY, 451, throttle: firsttry",
        "GREY_EARLY_STAY, 451, throttle early",
        "GREY_LATE_STAY,  451, throttle late"
    })
    void theGreyZoneSpeaksItsWords(Reply reply, int code, String words) {
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.enhanced()).isEqualTo("4.7.1");
        assertThat(reply.text("2 min", "1 h", "https://mail.example.org/d/AAAAAAAAAAAAAAAAAAAAAA"))
                .isEqualTo(
                        words + " - retry after 2 min, within 1 h - https://mail.example.org/d/AAAAAAAAAAAAAAAAAAAAAA");
    }

    @ParameterizedTest
    @EnumSource
    void everyReplyIsOnePrintableLine(Reply reply) {
        assertThat(reply.text()).matches("[ -~]{1,400}");
        assertThat(reply.temporary()).isEqualTo(reply.code() / 100 == 4);
    }
}
