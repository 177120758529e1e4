package org.ecluse.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("R3.5")
class ReportReplyTest {
    private static final String SEAL = "AbCdEfGhIjKlMnOpQr-_12";

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "délivrer 2 | D2",
                "Délivrer 1, 3 et 4. | D1 D3 D4",
                "DELIVER 1-3 | D1 D2 D3",
                "délivrer 2 à 4 | D2 D3 D4",
                "release 3 and 1 | D3 D1",
                "N'est pas indésirable 2 | N2",
                "Not spam: 2 | N2",
                "liste verte 2 | G2",
                "Red list #4 | R4",
                "deliver 1 1 1 | D1",
                "deliver 20 | D20"
            })
    void whatPeopleWriteIsUnderstoodInBothLanguages(String line, String written) {
        assertThat(ReportReply.in(line)).map(ReportReply::written).contains(written);
        assertThat(ReportReply.ofWritten(written).written()).isEqualTo(written);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "",
                "Merci !",
                "délivrer",
                "délivrer tout",
                "please do not deliver 2",
                "do not deliver 2",
                "deliver 2 not 3",
                "deliver 2 to",
                "deliver 1-99",
                "deliver 123",
                "> deliver 2",
                "2"
            })
    void whatIsNoOrderIsNone(String line) {
        assertThat(ReportReply.in(line)).isEmpty();
    }

    @Test
    void severalLinesCountUntilTheFirstOther() {
        String text = "Bonjour,\n\ndélivrer 1\nliste verte 1\n\nMerci\ndélivrer 2\n";

        assertThat(ReportReply.in(text)).map(ReportReply::written).contains("D1 G1");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
            strings = {
                "Le 2 mars 2026 à 06:00, Quarantaine a écrit :\n> x\n\ndélivrer 1 3\n",
                "________________________________\nDe : Quarantaine\nEnvoyé : lundi\n\ndélivrer 1 3\n",
                "-----Original Message-----\nFrom: Quarantine\ndeliver 1 3\n",
                "a\nb\nc\ndeliver 1 3\n"
            })
    void nothingOfTheQuotedReportCounts(String text) {
        assertThat(ReportReply.in(text)).isEmpty();
    }

    @Test
    void aMessageIdNamesItsReport() {
        ReportName name = new ReportName(12, LocalDate.of(2026, 3, 2), 0);
        String id = name.messageId(SEAL, "service.example");

        assertThat(id).isEqualTo("<report.12.2026-03-02.0." + SEAL + "@service.example>");
        assertThat(ReportName.in("<x@y.example> " + id, "Service.Example")).contains(new ReportName.Sealed(name, SEAL));
        assertThat(ReportName.in(id, "other.example")).isEmpty();
        assertThat(ReportName.in(id.replace("03-02", "02-31"), "service.example"))
                .isEmpty();
    }
}
