package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailDateTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 23 Aug 2002 07:41:00 -0400       | 2002-08-23T11:41:00Z",
                "3 Dec 2002 12:24:13 -0000             | 2002-12-03T12:24:13Z",
                "Thu,  8 May 2025 07:40:23 GMT         | 2025-05-08T07:40:23Z",
                "Mon, 6 Apr 2009 13:01 +0900 (JST)     | 2009-04-06T04:01:00Z",
                "yesterday                             |",
                "Fri, 35 Aug 2002 07:41:00 -0400       |"
            })
    void readsWhatProgramsWrite(String field, String moment) {
        assertThat(MailDate.of(field).map(ZonedDateTime::toInstant))
                .isEqualTo(Optional.ofNullable(moment).map(Instant::parse));
    }
}
