package org.ecluse.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.ecluse.disposition.CopyHeaders;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingStreamTest {
    @ParameterizedTest
    @CsvSource({
        "'A: 1\r\nX-Ecluse-Score: 0\r\nB: 2\r\n\r\nX-Ecluse-Score: 0\r\n', 'A: 1\r\nB: 2\r\n\r\nX-Ecluse-Score: 0\r\n'",
        "'x-ecluse-id : 1\r\n\tfolded\r\n more\r\nB: 2\r\n\r\n', 'B: 2\r\n\r\n'",
        "'X-Spam-Flag: NO\r\n\r\nbody', '\r\nbody'",
        "'X-Ecluse: kept\r\nX-Ecluse-: gone', 'X-Ecluse: kept\r\n'",
        "'no header at all', 'no header at all'",
        "'A: 1\nX-ECLUSE-A: 2\n\nbody\n', 'A: 1\n\nbody\n'",
        "'', ''"
    })
    void forgedFieldsAreGone(String stored, String sent) throws IOException {
        assertThat(filtered(stored.getBytes(StandardCharsets.UTF_8), 8192)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16_383, 16_384, 16_385, 100_000})
    void longFieldsAndSmallReadsChangeNothing(int length) throws IOException {
        String forged = "X-Ecluse-Long: " + "x".repeat(length) + "\r\n " + "y".repeat(length) + "\r\n";
        String kept = "A: " + "z".repeat(length) + "\r\n";
        byte[] body = new byte[50_000];
        new Random(length).nextBytes(body);
        String text = new String(body, StandardCharsets.ISO_8859_1);
        byte[] stored = (kept + forged + kept + "\r\n" + text).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(filtered(stored, 13)).isEqualTo(kept + kept + "\r\n" + text);
    }

    @Test
    void writesTheTraceFirst() throws IOException {
        StoredEnvelope envelope = new StoredEnvelope(
                "INBOUND",
                Instant.parse("2026-02-03T04:05:06Z"),
                "a@example.org",
                List.of(),
                "2001:db8:0:0:0:0:0:1",
                "mail.example.org",
                false,
                "ESMTPS",
                "",
                "",
                List.of(),
                Optional.empty());
        String trace = TraceField.received(envelope, "mx.example.net", "01ABC");
        assertThat(trace)
                .isEqualTo("Received: from mail.example.org ([IPv6:2001:db8::1])\r\n\tby mx.example.net with ESMTPS"
                        + " id 01ABC;\r\n\tTue, 3 Feb 2026 04:05:06 +0000\r\n");
        try (InputStream out = OutgoingStream.of(
                new ByteArrayInputStream("A: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
                trace,
                List.of("X-Ecluse-Id: 01ABC.1"),
                CopyHeaders::isReserved)) {
            assertThat(new String(out.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(trace + "X-Ecluse-Id: 01ABC.1\r\nA: 1\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil (comment)", "a\r\nBcc: x", "", "é"})
    void aHeloThatIsNoNameIsNotRepeated(String helo) {
        StoredEnvelope envelope = new StoredEnvelope("INBOUND", Instant.EPOCH, "", List.of(), "192.0.2.1", helo, false);
        assertThat(TraceField.received(envelope, "mx", "1")).startsWith("Received: from unknown ([192.0.2.1])\r\n\tby");
    }

    /** Who reads our results trusts our name: nobody else may have written them (RFC 8601 section 5). */
    @ParameterizedTest(name = "{0}")
    @Covers("R1.11")
    @CsvSource(delimiter = '|', textBlock = """
            ours                    | Authentication-Results: mx.example.net; spf=pass¶                       |
            other case              | AUTHENTICATION-RESULTS:MX.Example.NET;spf=pass¶                         |
            our neighbour's         | Authentication-Results: mx2.example.net; spf=pass¶                      |
            on the next line        | Authentication-Results:¶→mx.example.net;¶ spf=pass¶            |
            behind comments         | Authentication-Results: (a [b] (c\\) d) e) mx.example.net; spf=pass¶         |
            in quotes               | Authentication-Results: "mx.ex\\ample.net"; spf=pass¶                   |
            with a version          | Authentication-Results: mx.example.net 1; spf=pass¶                     |
            blank before the colon  | Authentication-Results : mx.example.net; spf=pass¶                      |
            nobody's                | Authentication-Results: ¶                                               |
            unclosed comment        | Authentication-Results: (mx.example.net; spf=pass¶                      |
            another's               | Authentication-Results: mx.example.org; spf=pass¶                       | same
            another's, folded       | Authentication-Results:¶ mx.example.org;¶→spf=pass¶            | same
            only named in it        | Authentication-Results: mx.example.org; spf=pass (mx.example.net)¶      | same
            ARC's copy              | ARC-Authentication-Results: i=1; mx.example.net; spf=pass¶              | same
            """)
    void resultsThatClaimToBeOursAreGone(String row, String field, String kept) throws IOException {
        String written = field.replace("¶", "\r\n").replace("→", "\t");
        String rest = "Subject: x\r\n\r\nAuthentication-Results: mx.example.net; spf=pass\r\n";
        String expected = "A: 1\r\n" + (kept == null ? "" : written) + rest;
        for (int bytes : new int[] {1, 7, 4096}) {
            assertThat(filtered(("A: 1\r\n" + written + rest).getBytes(StandardCharsets.ISO_8859_1), bytes, INCOMING))
                    .isEqualTo(expected);
        }
    }

    /** Padding cannot push our name out of sight. */
    @ParameterizedTest
    @ValueSource(ints = {100, 16_000, 16_384, 40_000})
    @Covers("R1.11")
    void resultsBehindPaddingAreGone(int length) throws IOException {
        String kept = "A: " + "y".repeat(16_000) + "\r\n";
        String forged = "Authentication-Results:" + "\r\n ".repeat(length / 3) + " mx.example.net; spf=pass\r\n";
        assertThat(filtered((kept + forged + kept + "\r\n").getBytes(StandardCharsets.ISO_8859_1), 4096, INCOMING))
                .isEqualTo(kept + kept + "\r\n");
    }

    private static final FieldSieve INCOMING = new IncomingFields(
            CopyHeaders::isReserved, name -> name.toLowerCase(Locale.ROOT).endsWith("example.net"));

    private static String filtered(byte[] stored, int readBytes) throws IOException {
        return filtered(stored, readBytes, CopyHeaders::isReserved);
    }

    private static String filtered(byte[] stored, int readBytes, FieldSieve sieve) throws IOException {
        StringBuilder out = new StringBuilder();
        try (InputStream in = new HeaderFilter(new ByteArrayInputStream(stored), sieve)) {
            byte[] buffer = new byte[readBytes];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            }
        }
        return out.toString();
    }
}
