package org.ecluse.smtp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyScannerTest {

    /** What a scan gave: the text, the index after the end (-1: no end), the faults. */
    private record Scan(String text, int end, Set<ProtocolFault> faults) {}

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a line,                     text\\r\\n.\\r\\n,               text\\r\\n,          9,  ''",
        "an empty body,              .\\r\\n,                         '',                  3,  ''",
        "commands after the end,     a\\r\\n.\\r\\nQUIT\\r\\n,        a\\r\\n,             6,  ''",
        "a stuffed dot,              ..\\r\\n.\\r\\n,                 .\\r\\n,             7,  ''",
        "two stuffed dots,           ...\\r\\n.\\r\\n,                ..\\r\\n,            8,  ''",
        "a dot that was not stuffed, .a\\r\\n.\\r\\n,                 a\\r\\n,             7,  ''",
        "a dot inside a line,        a.\\r\\n.\\r\\n,                 a.\\r\\n,            7,  ''",
        "no end,                     a\\r\\n,                         a\\r\\n,             -1, ''",
        "a dot ended by LF,          a\\n.\\n\\r\\n.\\r\\n,           a\\n.\\n\\r\\n,      9,  BARE_LF",
        "LF dot CRLF,                a\\n.\\r\\nb\\r\\n.\\r\\n,       a\\n.\\r\\nb\\r\\n,  11, BARE_LF",
        "CRLF dot LF,                a\\r\\n.\\nb\\r\\n.\\r\\n,       a\\r\\n\\nb\\r\\n,   11, BARE_LF",
        "CRLF dot CR,                a\\r\\n.\\rb\\r\\n.\\r\\n,       ?,                   11, BARE_CR",
        "CRLF dot CR CRLF,           a\\r\\n.\\r\\r\\nb\\r\\n.\\r\\n, ?,                   13, BARE_CR",
        "CR dot CR,                  a\\r.\\rb\\r\\n.\\r\\n,          a\\r.\\rb\\r\\n,     10, BARE_CR",
        "NUL before the dot,         a\\r\\n\\0.\\r\\nb\\r\\n.\\r\\n, a\\r\\n\\0.\\r\\nb\\r\\n, 13, NUL_OCTET",
        "eight bits,                 \\x85.\\x85\\r\\n.\\r\\n,        \\x85.\\x85\\r\\n,   8,  ''",
    })
    void endAndText(String name, String sent, String text, int end, String fault) {
        byte[] octets = octets(sent);
        for (int split = 0; split <= octets.length; split++) {
            Scan scan = scan(octets, split, 1_000_000);
            assertThat(scan.end()).as("end, split at " + split).isEqualTo(end);
            assertThat(scan.faults().stream().map(Enum::name)).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
            if (!text.equals("?")) {
                assertThat(scan.text()).isEqualTo(new String(octets(text), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @ParameterizedTest(name = "{0} characters: {1}")
    @CsvSource({"998, ''", "999, LONG_LINE"})
    void longLinesAreNoted(int characters, String fault) {
        Scan scan = scan(octets("a".repeat(characters) + "\\r\\n.\\r\\n"), 500, 1_000_000);
        assertThat(scan.faults().stream().map(Enum::name)).isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @Test
    void lineOverTheBoundIsKnownBeforeItEnds() {
        BodyScanner scanner = new BodyScanner(5000);
        byte[] octets = "a".repeat(5001).getBytes(StandardCharsets.US_ASCII);
        assertThat(scanner.scan(octets, 0, 5000, (bytes, from, length) -> {})).isEqualTo(-1);
        assertThat(scanner.endlessLine()).isFalse();
        assertThat(scanner.scan(octets, 5000, 5001, (bytes, from, length) -> {}))
                .isEqualTo(-1);
        assertThat(scanner.endlessLine()).isTrue();
    }

    private static Scan scan(byte[] octets, int split, int maxLineOctets) {
        BodyScanner scanner = new BodyScanner(maxLineOctets);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int end = scanner.scan(octets, 0, split, text::write);
        if (end < 0 && split < octets.length) end = scanner.scan(octets, split, octets.length, text::write);
        return new Scan(text.toString(StandardCharsets.ISO_8859_1), end, scanner.faults());
    }

    /** Undoes {@code \r \n \0 \x85}. */
    private static byte[] octets(String text) {
        return text.replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\0", "\0")
                .replace("\\x85", "\u0085")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
