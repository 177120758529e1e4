package org.ecluse.filter.authentication.canon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.ecluse.mail.Budget;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is hashed is what RFC 6376 section 3.4 says, however the octets arrive. */
@Covers("R1.11")
class CanonicalFormTest {
    private static final int ROUNDS = 4_000;
    /** Ends in spaces without a line end, of which flanker keeps one; section 3.4.4 drops white space at the end of every line. */
    private static final String WITHOUT_LAST_LINE_END = "24";

    private static final String[] PIECES = {
        "a",
        "b",
        "word",
        " ",
        "\t",
        "  ",
        "\r\n",
        "\r\n",
        "\r\n\r\n",
        "\r",
        "\n",
        ".",
        "\u00e9",
        "\u00ff",
        "=",
        "\u0000"
    };

    /** RFC 6376 section 3.4.5. */
    @Test
    void theExampleOfTheRfc() throws IOException {
        String message = "A: X\r\nB : Y\t\r\n\tZ  \r\n\r\n C \r\nD \t E\r\n\r\n\r\n";
        assertThat(canonical(message, Canonicalization.RELAXED)).isEqualTo("a:X\r\nb:Y Z\r\n");
        assertThat(canonical(message, Canonicalization.SIMPLE)).isEqualTo("A: X\r\nB : Y\t\r\n\tZ  \r\n");
        assertThat(hash(message, BodyScope.whole(Canonicalization.RELAXED)).sha256())
                .isEqualTo(NaiveForm.sha256(" C\r\nD E\r\n"));
        assertThat(hash(message, BodyScope.whole(Canonicalization.SIMPLE)).sha256())
                .isEqualTo(NaiveForm.sha256(" C \r\nD \t E\r\n"));
    }

    @Test
    void anEmptyBodyIsOneLineEndOrNothing() throws IOException {
        for (String message : List.of("A: X\r\n\r\n", "A: X\r\n", "A: X\r\n\r\n\r\n\r\n", "A: X")) {
            BodyHash simple = hash(message, BodyScope.whole(Canonicalization.SIMPLE));
            BodyHash relaxed = hash(message, BodyScope.whole(Canonicalization.RELAXED));
            assertThat(simple.sha256()).as(message).isEqualTo(NaiveForm.sha256("\r\n"));
            assertThat(relaxed.sha256()).as(message).isEqualTo(NaiveForm.sha256(""));
            assertThat(simple.canonicalBytes()).isEqualTo(2);
            assertThat(relaxed.canonicalBytes()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void randomBodiesInRandomPiecesHashAsTheNaiveForm(Canonicalization canonicalization) {
        Random random = new Random(6376);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] body = NaiveForm.octets(randomText(random, random.nextInt(40)));
            String naive = NaiveForm.body(new String(body, StandardCharsets.ISO_8859_1), canonicalization);
            long limit = random.nextInt(naive.length() + 3);
            TreeSet<Long> limits = new TreeSet<>(List.of(limit, limit / 2, BodyScope.WHOLE));
            BodyCanonicalizer hashing = BodyCanonicalizer.of(canonicalization, limits);
            for (int at = 0; at < body.length; ) {
                int next = Math.min(body.length, at + 1 + random.nextInt(9));
                hashing.update(body, at, next);
                at = next;
            }
            Map<Long, BodyHash> hashes = hashing.finish();
            for (long each : limits) {
                String covered = naive.substring(0, (int) Math.min(each, naive.length()));
                assertThat(hashes.get(each).sha256())
                        .as("round %s limit %s of %s", round, each, Arrays.toString(body))
                        .isEqualTo(NaiveForm.sha256(covered));
                assertThat(hashes.get(each).canonicalBytes()).isEqualTo(naive.length());
            }
        }
    }

    /** Long runs cross every buffer. */
    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void longRunsHashAsTheNaiveForm(Canonicalization canonicalization) throws IOException {
        Random random = new Random(3464);
        List<String> bodies = new ArrayList<>(List.of(
                "x".repeat(100_000),
                " ".repeat(100_000) + "x",
                "\r\n".repeat(70_000) + "x",
                "x" + "\r\n".repeat(70_000),
                ("x ".repeat(2_047) + "\r\n").repeat(40),
                "y".repeat(16_383) + "\r\n" + "z".repeat(16_382) + "\r\n \r\n"));
        for (int i = 0; i < 20; i++) {
            bodies.add(randomText(random, 60_000));
        }
        for (String body : bodies) {
            String message = "From: a@example.org\r\n\r\n" + body;
            assertThat(hash(message, BodyScope.whole(canonicalization)).sha256())
                    .isEqualTo(NaiveForm.sha256(NaiveForm.body(body, canonicalization)));
        }
    }

    /** Paragraphs that fill a buffer of 4 KB just, nearly, or by one too many. */
    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void whatFillsABufferHashesAsTheNaiveForm(Canonicalization canonicalization) throws IOException {
        for (int length = 4_090; length <= 4_100; length++) {
            for (String gap : List.of("  ", "\t", " \r\n", "\r\n\r\n", "\r", " \r")) {
                for (String first : List.of("", "a  ", "\r\n\r\n")) {
                    String body = first + "x".repeat(length) + gap + "y" + gap + "z\r\n";
                    assertThat(hash("From: a@example.org\r\n\r\n" + body, BodyScope.whole(canonicalization))
                                    .sha256())
                            .as("%s, %d", gap, length)
                            .isEqualTo(NaiveForm.sha256(NaiveForm.body(body, canonicalization)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void randomFieldsAreAsTheNaiveForm(Canonicalization canonicalization) throws IOException {
        Random random = new Random(822);
        String[] pieces = {"a", "Word", " ", "\t", "\r\n ", "\r\n\t", ":", ";", "\u00e9", "b="};
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder field = new StringBuilder("Subj" + (random.nextBoolean() ? "" : " ") + ":");
            for (int i = random.nextInt(20); i > 0; i--) {
                field.append(pieces[random.nextInt(pieces.length)]);
            }
            String message = field + "\r\nTo: b@example.org\r\n\r\nbody\r\n";
            MailHeader header = read(message).header();
            assertThat(new String(header.named("subj").get(0).canonical(canonicalization), StandardCharsets.ISO_8859_1))
                    .isEqualTo(NaiveForm.field(field.toString(), canonicalization));
            assertThat(header.fields()).hasSize(2);
        }
    }

    /** Flanker's cases: whole messages and what they come to. */
    @Test
    void theCasesOfFlanker() throws IOException {
        Path folder = Suites.file("dkim/flanker");
        int cases = 0;
        try (var emails = Files.newDirectoryStream(folder, "email.*")) {
            for (Path email : emails) {
                String number = email.getFileName().toString().substring("email.".length());
                String message = text(email).replace("\n", "\r\n");
                check(message, text(folder.resolve("simple.expected." + number)), Canonicalization.SIMPLE, number);
                if (!WITHOUT_LAST_LINE_END.equals(number)) {
                    check(
                            message,
                            text(folder.resolve("relaxed.expected." + number)),
                            Canonicalization.RELAXED,
                            number);
                }
                cases++;
            }
        }
        assertThat(cases).isEqualTo(21);
    }

    private static void check(String message, String expected, Canonicalization canonicalization, String number)
            throws IOException {
        String header = canonical(message, canonicalization);
        assertThat(expected).as("case " + number).startsWith(header + "\r\n");
        String body = expected.substring(header.length() + 2);
        assertThat(hash(message, BodyScope.whole(canonicalization)).sha256())
                .as("case " + number)
                .isEqualTo(NaiveForm.sha256(body));
    }

    private static String canonical(String message, Canonicalization canonicalization) throws IOException {
        StringBuilder header = new StringBuilder();
        for (HeaderField field : read(message).header().fields()) {
            header.append(new String(field.canonical(canonicalization), StandardCharsets.ISO_8859_1));
        }
        return header.toString();
    }

    private static BodyHash hash(String message, BodyScope scope) throws IOException {
        return read(message).bodyHash(scope);
    }

    private static SignedMessage read(String message) throws IOException {
        return SignedMessage.read(
                new BytesMessage(NaiveForm.octets(message)), Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000));
    }

    private static String randomText(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
