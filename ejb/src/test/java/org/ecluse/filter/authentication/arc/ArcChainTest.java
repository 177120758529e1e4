package org.ecluse.filter.authentication.arc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.ArcVerdict.Result;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of our own seals (RFC 8617 sections 5.1 and 5.2), and real ones. */
@Covers("R1.11")
class ArcChainTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final String MESSAGE = "From: anna@example.org\r\nTo: bruno@demo.example\r\nSubject: a subject\r\n"
            + "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\nHello\r\n";
    private static final String RESULTS = "mx.example.net;\r\n  spf=pass smtp.mailfrom=example.org;\r\n  dkim=none";
    private static final KeyPair RSA = TestKeys.rsa(1024);
    private static final FakeDns ZONE = new FakeDns()
            .txt("rsa._domainkey.example.net", TestKeys.record(RSA))
            .txt("ed._domainkey.example.com", TestKeys.record(TestKeys.ed25519()));
    private static final SigningKey RSA_KEY = key("example.net", "rsa", RSA);
    private static final SigningKey ED_KEY = key("example.com", "ed", TestKeys.ed25519());

    @Test
    void sealsOfSeveralHandlersMakeAChain() throws IOException {
        String once = sealed(RSA_KEY, MESSAGE);
        String twice = sealed(ED_KEY, "Received: from mx.example.net\r\n" + once);
        String thrice = sealed(RSA_KEY, twice);
        assertThat(verify(MESSAGE)).isEqualTo(ArcVerdict.NONE);
        assertThat(verify(thrice))
                .isEqualTo(new ArcVerdict(
                        Result.PASS,
                        List.of("example.net", "example.com", "example.net"),
                        "mx.example.net; spf=pass smtp.mailfrom=example.org; dkim=none",
                        ""));
    }

    @Test
    void aBodyChangedAndSealedAnewPasses() throws IOException {
        String changed = sealed(RSA_KEY, MESSAGE).replace("Hello", "[banner]\r\nHello");
        Optional<String> seal = new ArcSealer(ED_KEY, CLOCK).seal(message(changed), Result.PASS, RESULTS, budget());
        assertThat(verify(changed).result()).isEqualTo(Result.FAIL);
        assertThat(verify(seal.orElseThrow() + changed).result()).isEqualTo(Result.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna>anna@example.org",
                "Subject: a>Subject: another",
                "Hello>Hallo",
                "spf=pass>spf=fail",
                "cv=none>cv=pass",
                "i=1>i=2",
                "From:>From: m@example.org\r\nFrom:",
                "example.com>example.net",
                "t=>t=1"
            })
    void aChangedMessageFails(String change) throws IOException {
        String[] words = change.split(">");
        String sealed = sealed(ED_KEY, sealed(RSA_KEY, MESSAGE.replace("anna@", "Anna@")));
        String changed = sealed.replace(words[0], words[1]);
        assertThat(changed).isNotEqualTo(sealed);
        assertThat(verify(changed))
                .matches(v -> v.result() == Result.FAIL && !v.reason().isEmpty());
    }

    @Test
    void fiftySetsAreTheMost() throws IOException {
        String message = MESSAGE;
        for (int i = 1; i <= 50; i++) {
            message = sealed(i % 2 == 0 ? ED_KEY : RSA_KEY, message);
        }
        int before = ZONE.queries();
        ArcVerdict verdict = verify(message);
        assertThat(verdict.result()).isEqualTo(Result.PASS);
        assertThat(verdict.sealers()).hasSize(50);
        assertThat(ZONE.queries() - before).isEqualTo(2);
        assertThat(new ArcSealer(RSA_KEY, CLOCK).seal(message(message), Result.PASS, RESULTS, budget()))
                .isEmpty();
        String oneMore = message.replaceAll("(?m)^(ARC-[A-Za-z-]+:[^:]*?)i=50\\b", "$1i=51");
        assertThat(verify(oneMore).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void aChainThatFailedHereIsSealedOnceAsFailed() throws IOException {
        String broken = sealed(RSA_KEY, MESSAGE).replace("Hello", "Hallo");
        String seal = new ArcSealer(RSA_KEY, CLOCK)
                .seal(message(broken), Result.FAIL, RESULTS, budget())
                .orElseThrow();
        assertThat(seal).contains("cv=fail").contains("i=2");
        assertThat(verify(seal + broken).result()).isEqualTo(Result.FAIL);
        assertThat(new ArcSealer(RSA_KEY, CLOCK).seal(message(seal + broken), Result.FAIL, RESULTS, budget()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NONE,1", "PASS,0", "FAIL,0"})
    void aStateThatIsNotTheMessagesIsRefused(Result state, int seals) throws IOException {
        String message = seals == 0 ? MESSAGE : sealed(RSA_KEY, MESSAGE);
        assertThatThrownBy(() -> new ArcSealer(RSA_KEY, CLOCK).seal(message(message), state, RESULTS, budget()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChainWithoutAnyInstanceIsNotSealed() throws IOException {
        String odd = "ARC-Seal: what\r\n" + MESSAGE;
        assertThat(verify(odd).result()).isEqualTo(Result.FAIL);
        assertThat(new ArcSealer(RSA_KEY, CLOCK).seal(message(odd), Result.FAIL, RESULTS, budget()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\rb", "a\r\n", "a\n b"})
    void resultsCannotEndTheirField(String results) {
        assertThatThrownBy(() -> new ArcSealer(RSA_KEY, CLOCK).seal(message(MESSAGE), Result.NONE, results, budget()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resultsInUtf8AreSealed() throws IOException {
        String results = "mx.example.net; spf=pass smtp.mailfrom=\u00e9l\u00e8ve@example.org";
        String seal = new ArcSealer(RSA_KEY, CLOCK)
                .seal(message(MESSAGE), Result.NONE, results, budget())
                .orElseThrow();
        assertThat(verify(seal + MESSAGE))
                .matches(v -> v.result() == Result.PASS && v.originalResults().equals(results));
    }

    /** RFC 8617 section 5.2.1: every error is permanent. */
    @Test
    void aSilentDnsFails() throws IOException {
        String sealed = sealed(RSA_KEY, MESSAGE);
        FakeDns silent = new FakeDns().timeout("rsa._domainkey.example.net");
        ArcVerdict verdict = new ArcVerifier(silent, CLOCK).verify(message(sealed), budget());
        assertThat(verdict).isEqualTo(new ArcVerdict(Result.FAIL, List.of(), "", "no answer from the DNS for the key"));
    }

    @Test
    void mutationsNeverThrow() throws IOException {
        String sealed = sealed(ED_KEY, sealed(RSA_KEY, MESSAGE));
        int end = sealed.indexOf("From: ");
        Random random = new Random(8617);
        int passed = 0;
        for (int i = 0; i < 3_000; i++) {
            StringBuilder changed = new StringBuilder(sealed);
            int at = random.nextInt(end);
            switch (random.nextInt(3)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.setCharAt(at, (char) random.nextInt(128));
                default -> changed.insert(at, ";=\r\n 0i".charAt(random.nextInt(7)));
            }
            passed += verify(changed.toString()).result() == Result.PASS ? 1 : 0;
        }
        // White space and the case of names may change; little else.
        assertThat(passed).isLessThan(300);
    }

    @Test
    void realChains() throws IOException {
        for (String file : List.of("mail-auth/arc/001.txt", "mail-auth/arc/002.txt")) {
            String text = Files.readString(Suites.file("dkim/" + file), StandardCharsets.ISO_8859_1);
            int start = text.indexOf("\n\n");
            FakeDns zone = new FakeDns();
            text.substring(0, start).lines().forEach(line -> zone.txt(line.split(" ", 2)[0], line.split(" ", 2)[1]));
            String mail = text.substring(start + 2).replace("\n", "\r\n");
            ArcVerdict verdict = new ArcVerifier(zone, CLOCK)
                    .verify(new BytesMessage(mail.getBytes(StandardCharsets.ISO_8859_1)), budget());
            assertThat(verdict.reason()).as(file).isEmpty();
            assertThat(verdict.result()).as(file).isEqualTo(Result.PASS);
        }
        for (String file : List.of("arcallow.eml", "arcbad.eml")) {
            String text = Files.readString(Suites.file("arc/rspamd/" + file), StandardCharsets.ISO_8859_1);
            assertThat(verify(text.replace("\n", "\r\n")).result()).isEqualTo(Result.FAIL); // no keys
        }
    }

    private static String sealed(SigningKey key, String message) throws IOException {
        Result chain = verify(message).result();
        return new ArcSealer(key, CLOCK)
                        .seal(message(message), chain, RESULTS, budget())
                        .orElseThrow()
                + message;
    }

    private static ArcVerdict verify(String message) throws IOException {
        return new ArcVerifier(ZONE, CLOCK).verify(message(message), budget());
    }

    private static SigningKey key(String domain, String selector, KeyPair pair) {
        return new SigningKey(new DomainName(domain), new DomainName(selector), pair.getPrivate());
    }

    private static BytesMessage message(String text) {
        return BytesMessage.of(text);
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000);
    }
}
