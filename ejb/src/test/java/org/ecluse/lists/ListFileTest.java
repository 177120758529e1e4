package org.ecluse.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R3.8")
class ListFileTest {
    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        List<ListFileLine> lines = List.of(
                ListFileLine.of(Colour.ALLOW, "anna@partner.example", "Anna, \"the boss\"\nof it", Optional.empty()),
                ListFileLine.of(Colour.BLOCK, "shop.example", "", Optional.of(LocalDate.of(2026, 12, 31))),
                ListFileLine.of(Colour.BLOCK, "+x@shop.example", "=1+1", Optional.empty()));

        assertThat(read(ListFile.write(lines)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number")
                .containsExactlyElementsOf(lines);
    }

    @ParameterizedTest
    @CsvSource({"=1+1", "+1", "-1", "@SUM(A1)"})
    void noCellIsAFormula(String hostile) {
        String file = ListFile.write(
                List.of(ListFileLine.of(Colour.ALLOW, hostile + "@b.example", hostile, Optional.empty())));

        assertThat(file.lines().skip(1)).containsExactly("green,'" + hostile + "@b.example,'" + hostile + ",");
    }

    @Test
    void aSpreadsheetsFileIsRead() throws Exception {
        byte[] file =
                "Liste;Expéditeur;Note;Fin\r\nverte;anna@partner.example;Chère Anna;2026-12-31\r\nRouge;shop.example;;\r\n"
                        .getBytes(Charset.forName("windows-1252"));

        assertThat(ListFile.read(file, Colour.ALLOW))
                .containsExactly(
                        new ListFileLine(
                                2,
                                Colour.ALLOW,
                                "anna@partner.example",
                                "Chère Anna",
                                Optional.of(LocalDate.of(2026, 12, 31)),
                                false),
                        new ListFileLine(3, Colour.BLOCK, "shop.example", "", Optional.empty(), false));
    }

    @Test
    void aPlainListGoesWhereItsReaderWants() throws Exception {
        assertThat(ListFile.read("a@b.example\n\nc.example\n".getBytes(StandardCharsets.UTF_8), Colour.BLOCK))
                .extracting(ListFileLine::colour, ListFileLine::sender)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Colour.BLOCK, "a@b.example"),
                        org.assertj.core.groups.Tuple.tuple(Colour.BLOCK, "c.example"));
    }

    @Test
    void aLastDayThatIsNoneMakesItsLineFaulty() throws Exception {
        assertThat(read("green,a@b.example,,tomorrow\n"))
                .singleElement()
                .matches(ListFileLine::faulty)
                .matches(line -> line.lastDay().isEmpty());
    }

    @Test
    void whatIsTooLongIsRefusedWhole() throws Exception {
        assertThat(read("a@b.example\n".repeat(ListFile.MOST_LINES))).hasSize(ListFile.MOST_LINES);
        assertThatThrownBy(() -> read("a@b.example\n".repeat(ListFile.MOST_LINES + 1)))
                .hasMessage("TOO_MANY_LINES");
        assertThatThrownBy(() -> ListFile.read(new byte[ListFile.LARGEST_BYTES + 1], Colour.ALLOW))
                .hasMessage("TOO_LARGE");
        assertThatThrownBy(() -> read("\"never closed")).hasMessage("NO_TABLE");
    }

    private static List<ListFileLine> read(String file) throws UnreadableListException {
        return ListFile.read(file.getBytes(StandardCharsets.UTF_8), Colour.ALLOW);
    }
}
