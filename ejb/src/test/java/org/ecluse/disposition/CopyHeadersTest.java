package org.ecluse.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.ecluse.testkit.Covers;
import org.ecluse.verdict.Mark;
import org.junit.jupiter.api.Test;

@Covers({"R2.7", "B8"})
class CopyHeadersTest {
    @Test
    void cleanCopyTellsItsIdVerdictScoreAndEngines() {
        assertThat(CopyHeaders.lines("01ARZ3NDEKTSV4RRFFQ69G5FAV.1", "CLEAN", 12.5, Optional.empty(), List.of()))
                .containsExactly(
                        "X-Ecluse-Id: 01ARZ3NDEKTSV4RRFFQ69G5FAV.1",
                        "X-Ecluse-Verdict: CLEAN",
                        "X-Ecluse-Score: 12.50",
                        "X-Ecluse-Antivirus: no antivirus engine");
    }

    @Test
    void taggedCopyCarriesTheFlagThatSieveReads() {
        assertThat(CopyHeaders.lines("X.1", "CLEAN", 95, Optional.of(Mark.SPAM), List.of("ClamAV 1.0.7/27500")))
                .contains("X-Ecluse-Tag: spam", "X-Spam-Flag: YES", "X-Ecluse-Antivirus: ClamAV 1.0.7/27500");
    }

    @Test
    void engineTextCannotBreakTheHeader() {
        String evil = "Clam\r\nBcc: all@example.org\r\n\r\nbody " + "x".repeat(300) + " é";
        List<String> lines = CopyHeaders.lines("X.1", "CLEAN", 0, Optional.empty(), List.of(evil));
        String field = lines.get(lines.size() - 1);
        for (String line : field.split("\r\n")) {
            assertThat(line.length()).isLessThanOrEqualTo(78);
            assertThat(line).matches("[ -~]*");
        }
        assertThat(field.split("\r\n"))
                .allSatisfy(line -> assertThat(line.startsWith("X-Ecluse-Antivirus:") || line.startsWith(" "))
                        .isTrue());
    }

    @Test
    void forgedFieldsFromOutsideAreReserved() {
        assertThat(List.of("X-Ecluse-Verdict", "x-ecluse-anything", "X-SPAM-FLAG"))
                .allMatch(CopyHeaders::isReserved);
        assertThat(List.of("X-Ecluse", "Subject", "X-Spam-Status")).noneMatch(CopyHeaders::isReserved);
    }
}
