package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.authentication.canon.NaiveForm;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own signatures pass, and break when something is changed or put in that readers see. */
@Covers({"R1.11", "R4.8"})
class DkimSignerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
    private static final String HEADER = "From: Anna <anna@example.org>\r\nTo: bruno@demo.example\r\n"
            + "Subject: a subject\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n";
    private static final String MESSAGE = HEADER + "\r\nHello\r\n";

    static Stream<KeyPair> pairs() {
        return Stream.of(TestKeys.rsa(1024), TestKeys.rsa(2048), TestKeys.rsa(4096), TestKeys.ed25519());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void oddMessagesPassWithEveryKey(KeyPair pair) throws IOException {
        List<String> messages = List.of(
                MESSAGE,
                HEADER + "\r\n",
                HEADER,
                HEADER + "\r\nno last line end",
                HEADER + "\r\n\r\n\r\n \t \r\n",
                HEADER + "\r\n caf\u00e9 \u00ff \t x \r\n",
                "from : a@example.org\r\nX:y\r\n\r\n" + "x ".repeat(100_000),
                HEADER.replace("To: ", "To:\r\n\t \r\n  ") + "\r\nHello\r\n");
        for (String message : messages) {
            String signed = sign(pair, message);
            assertThat(passes(pair, signed)).as(message).isTrue();
            assertThat(signed.substring(0, signed.length() - message.length()).lines())
                    .allMatch(line -> line.length() <= 998);
        }
    }

    @Test
    void whatReadersSeeCannotBeChangedOrDoubled() throws IOException {
        KeyPair pair = TestKeys.ed25519();
        String signed = sign(pair, MESSAGE);
        for (String changed : List.of(
                signed.replace("Anna", "Hanna"),
                signed.replace("a subject", "another"),
                signed.replace("Hello", "Hallo"),
                "From: m@example.net\r\n" + signed,
                "Subject: another\r\n" + signed,
                "To: another@example.net\r\n" + signed,
                "Date: Mon, 2 Mar 2026 11:00:00 +0000\r\n" + signed,
                signed + "and more\r\n")) {
            assertThat(passes(pair, changed)).as(changed).isFalse();
        }
        assertThat(passes(pair, "Received: from here\r\nX-Trace: 1\r\n" + signed))
                .isTrue();
        assertThat(passes(pair, signed + "\r\n\r\n")).isTrue();
    }

    @Test
    void theFieldSaysWhatItCovers() throws IOException {
        String field = sign(TestKeys.ed25519(), MESSAGE).replace(MESSAGE, "");
        assertThat(field)
                .startsWith(
                        "DKIM-Signature: v=1;\r\n a=ed25519-sha256;\r\n c=relaxed/relaxed;\r\n d=example.org;\r\n s=sel;\r\n"
                                + " t=1772445600;\r\n h=from:from:subject:subject:date:date:to:to;\r\n bh=")
                .endsWith("=\r\n");
    }

    @Test
    void manyFieldsAreFoldedIntoShortLines() throws IOException {
        KeyPair pair = TestKeys.rsa(1024);
        String header = "References: <a@example.org>\r\nReferences: <b@example.org>\r\n".repeat(40) + HEADER
                + "Cc: c@example.org\r\nReply-To: d@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n"
                + "List-Id: <x.example.org>\r\nList-Unsubscribe: <https://example.org/>\r\n";
        String signed = sign(pair, header + "\r\nHello\r\n");
        assertThat(passes(pair, signed)).isTrue();
        assertThat(signed.lines().filter(line -> line.contains("references:")))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void aMessageThatVerifiersWouldNotBelieveIsNotSigned() {
        for (String message : List.of("", "To: a@example.org\r\n\r\nHello\r\n", "X: y\r\n".repeat(6_000) + MESSAGE)) {
            assertThatThrownBy(() -> sign(TestKeys.ed25519(), message)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1023})
    void shortKeysDoNotSign(int bits) {
        assertThatThrownBy(() -> key(TestKeys.rsa(bits))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(key(TestKeys.rsa(1024)).toString()).isEqualTo("SigningKey[sel._domainkey.example.org]");
    }

    private static String sign(KeyPair pair, String message) throws IOException {
        return new DkimSigner(key(pair), CLOCK).sign(message(message), budget()) + message;
    }

    private static SigningKey key(KeyPair pair) {
        return new SigningKey(new DomainName("example.org"), new DomainName("sel"), pair.getPrivate());
    }

    private static boolean passes(KeyPair pair, String signed) throws IOException {
        FakeDns zone = new FakeDns().txt("sel._domainkey.example.org", TestKeys.record(pair));
        List<DkimVerdict> verdicts = new DkimVerifier(zone, CLOCK).verify(message(signed), budget());
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0).passed();
    }

    private static BytesMessage message(String text) {
        return new BytesMessage(NaiveForm.octets(text));
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000);
    }
}
