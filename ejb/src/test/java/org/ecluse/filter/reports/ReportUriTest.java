package org.ecluse.filter.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.11")
class ReportUriTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "one address               | mailto:a@b.example                              | a@b.example",
                "scheme in any case        | MailTo:a@b.example                              | a@b.example",
                "two, blanks around        | mailto:a@b.example , mailto:c@d.example         | a@b.example c@d.example",
                "the same twice            | mailto:a@b.example,mailto:A@b.example           | a@b.example",
                "another scheme            | https://b.example/r,mailto:c@d.example          | c@d.example",
                "encoded marks             | mailto:a%2Cb%21c@b.example                      | a,b!c@b.example",
                "a plus stays              | mailto:a+dmarc@b.example                        | a+dmarc@b.example",
                "size in megabytes         | mailto:a@b.example!10m                          | a@b.example<=10485760",
                "size in bytes             | mailto:a@b.example!500                          | a@b.example<=500",
                "size beyond all           | mailto:a@b.example!999999999999t                | a@b.example",
                "broken size               | mailto:a@b.example!ten,mailto:c@d.example       | c@d.example",
                "header fields left out    | mailto:a@b.example?subject=x                    | a@b.example",
                "line end in the address   | mailto:a%0D%0ABcc:x@b.example                   | ~~",
                "broken encoding           | mailto:a%zz@b.example                           | ~~",
                "no domain                 | mailto:root                                     | ~~",
                "single label              | mailto:root@localhost                           | ~~",
            })
    void addressesAreRead(String name, String rua, String expected) {
        String read = ReportUri.list(rua).stream()
                .map(uri -> uri.to() + (uri.mostBytes() == Long.MAX_VALUE ? "" : "<=" + uri.mostBytes()))
                .collect(Collectors.joining(" "));
        // A comma needs quotes in an address of a mail's header: such a destination is not used.
        assertThat(read).as(name).isEqualTo(expected.contains(",") ? "" : expected);
    }

    @Test
    void fiveAreReadAndNoMore() {
        String many = IntStream.range(0, 100)
                .mapToObj(i -> "mailto:a" + i + "@b.example")
                .collect(Collectors.joining(","));
        assertThat(ReportUri.list(many)).hasSize(ReportUri.MOST);
    }

    @Test
    void theTextFormIsReadBack() {
        for (ReportUri uri : ReportUri.list("mailto:a%21b@b.example!10m,mailto:c%25d@d.example")) {
            assertThat(ReportUri.list(uri.text())).containsExactly(uri);
        }
    }
}
