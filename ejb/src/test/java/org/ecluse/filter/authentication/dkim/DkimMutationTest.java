package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.canon.Canonicalization;
import org.ecluse.filter.authentication.canon.NaiveForm;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a signed message: it never throws, and passes only if nothing changed that was signed. */
@Covers("R1.11")
class DkimMutationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
    private static final String MESSAGE = "From: Anna <anna@example.org>\r\nTo: bruno@demo.example\r\n"
            + "Subject: a folded\r\n\tsubject\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\n"
            + "Hello,\r\n\r\n  second  line\r\nthird\r\n";
    private static final String ALL = "from:to:subject:date:from:to:subject:date";
    private static final int ROUNDS = 6_000;

    private static final KeyPair PAIR = TestKeys.rsa(1024);
    private static final FakeDns ZONE = new FakeDns().txt("sel._domainkey.example.org", TestKeys.record(PAIR));

    @ParameterizedTest
    @ValueSource(strings = {"relaxed/relaxed", "simple/simple"})
    void noTruncationPasses(String canonicalization) throws IOException {
        String signed =
                new TestSigner(PAIR).with("c", canonicalization).with("h", ALL).sign(MESSAGE);
        assertThat(passes(signed)).isTrue();
        // Without its last line end, the body is still the same one in both forms.
        for (int length = 0; length < signed.length() - 2; length++) {
            assertThat(passes(signed.substring(0, length)))
                    .as("cut at " + length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple"})
    void noMutationPasses(String canonicalization) throws IOException {
        Random random = new Random(canonicalization.hashCode());
        String signed =
                new TestSigner(PAIR).with("c", canonicalization).with("h", ALL).sign(MESSAGE);
        String meaning = meaning(signed, canonicalization);
        int harmless = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = mutated(NaiveForm.octets(signed), random);
            if (passes(new String(changed, StandardCharsets.ISO_8859_1))) {
                harmless++;
                assertThat(meaning(new String(changed, StandardCharsets.ISO_8859_1), canonicalization))
                        .as("round " + round)
                        .isEqualTo(meaning);
            }
        }
        assertThat(harmless).isLessThan(ROUNDS / 4);
    }

    /** Random octets under the name of a signature. */
    @Test
    void rubbishNeverThrows() throws IOException {
        Random random = new Random(4871);
        String[] pieces = {
            "v=1",
            ";",
            "a=rsa-sha256",
            "b=",
            "bh=",
            "d=example.org",
            "s=sel",
            "h=",
            "from",
            ":",
            "=",
            "l=",
            "0",
            "i=@",
            "q=",
            "t=",
            "x=",
            "c=",
            "relaxed",
            "/",
            " ",
            "\r\n ",
            "\u00ff",
            "\u0000",
            "AAAA",
            "\""
        };
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder field = new StringBuilder("DKIM-Signature:");
            for (int i = random.nextInt(40); i > 0; i--) {
                field.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(passes(field + "\r\n" + MESSAGE)).isFalse();
        }
    }

    /** What the verifier may see of a message: relaxed where the signature is, else the octets. Fields that are not signed do not count. */
    private static String meaning(String octets, String canonicalization) {
        String message = octets.replaceAll("\r?\n", "\r\n"); // a bare LF is a line end
        int end = message.indexOf("\r\n\r\n");
        String[] c = canonicalization.split("/");
        StringBuilder meaning = new StringBuilder();
        for (String field : message.substring(0, end).split("\r\n(?![ \t])")) {
            if (field.matches("(?is)(from|to|subject|date|dkim-signature)[ \t]*:.*")) {
                String form = NaiveForm.field(field, Canonicalization.of(c[0]).orElseThrow());
                boolean signature = form.toLowerCase(Locale.ROOT).startsWith("dkim");
                meaning.append(signature ? form.replaceAll("(?s)\\bb=.*", "") : form);
            }
        }
        return meaning + "\r\n"
                + NaiveForm.body(
                        message.substring(end + 4), Canonicalization.of(c[1]).orElseThrow());
    }

    private static byte[] mutated(byte[] octets, Random random) {
        int at = random.nextInt(octets.length);
        int to = Math.min(octets.length, at + 1 + random.nextInt(4));
        byte[] changed = octets.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = joined(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, to, octets.length));
            case 3 ->
                changed = joined(
                        joined(Arrays.copyOf(octets, to), Arrays.copyOfRange(octets, at, to)),
                        Arrays.copyOfRange(octets, to, octets.length));
            case 4 -> changed[at] = " \t\r\n;=:".getBytes(StandardCharsets.US_ASCII)[random.nextInt(7)];
            default ->
                changed = joined(
                        joined(Arrays.copyOf(octets, at), new byte[] {' '}),
                        Arrays.copyOfRange(octets, at, octets.length));
        }
        return changed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static boolean passes(String message) throws IOException {
        List<DkimVerdict> verdicts = new DkimVerifier(ZONE, CLOCK)
                .verify(new BytesMessage(NaiveForm.octets(message)), Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000));
        return verdicts.stream().anyMatch(DkimVerdict::passed);
    }
}
