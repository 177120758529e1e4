package org.ecluse.filter.authentication.arc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.authentication.canon.HeaderField;
import org.ecluse.filter.authentication.canon.SignedMessage;
import org.ecluse.filter.authentication.keys.PemPrivateKey;
import org.ecluse.filter.authentication.keys.SigningKey;
import org.ecluse.mail.Budget;
import org.ecluse.mail.DomainName;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ValiMail's suite, in the original and in mailauth's copy: 168 validations that have an answer, 17 seals to the letter. */
@Covers("R1.11")
class ArcSuiteTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final int DECIDABLE = 168;
    private static final int UNDECIDED = 3;
    private static final int SEALS = 17;

    @ParameterizedTest
    @ValueSource(strings = {"valimail", "mailauth"})
    void chainsAndSealsAreAsTheSuiteSays(String suite) throws IOException {
        List<String> wrong = new ArrayList<>();
        int validated = validate(suite, wrong);
        int sealed = seal(suite, wrong);
        System.out.println(
                "ARC " + validated + "/" + DECIDABLE + ", sealing " + sealed + "/" + SEALS + " (" + suite + ")");
        assertThat(wrong).isEmpty();
        assertThat(validated).isEqualTo(DECIDABLE);
        assertThat(sealed).isEqualTo(SEALS);
    }

    private static int validate(String suite, List<String> wrong) throws IOException {
        int right = 0;
        int undecided = 0;
        for (ArcSuite.Case test : ArcSuite.read(suite + "/arc-draft-validation-tests.yml")) {
            ArcVerdict verdict = new ArcVerifier(test.dns(), CLOCK).verify(test.message(), budget());
            String expected = test.text("cv");
            if (expected.isEmpty()) {
                undecided++; // upstream leaves it open: a chain that ended itself with cv=fail
                assertThat(verdict.result()).as(test.name()).isEqualTo(ArcVerdict.Result.FAIL);
            } else if (expected.equalsIgnoreCase(verdict.result().name())) {
                right++;
            } else {
                wrong.add(test.name() + ": " + verdict + " instead of " + expected);
            }
        }
        assertThat(undecided).isEqualTo(UNDECIDED);
        return right;
    }

    private static int seal(String suite, List<String> wrong) throws IOException {
        int right = 0;
        for (ArcSuite.Case test : ArcSuite.read(suite + "/arc-draft-sign-tests.yml")) {
            String sealed = seal(test).orElse("");
            if (withoutSpace(sealed).equals(expected(test)) && verifiesUnlessFailed(test, sealed)) {
                right++;
            } else {
                wrong.add(test.name() + ": " + sealed);
            }
        }
        return right;
    }

    private static Optional<String> seal(ArcSuite.Case test) throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(Long.parseLong(test.text("t"))), ZoneOffset.UTC);
        SigningKey key = new SigningKey(
                new DomainName(test.scenario().get("domain").toString()),
                new DomainName(test.scenario().get("sel").toString()),
                PemPrivateKey.parse(test.scenario().get("privatekey").toString()));
        ArcVerdict.Result chain = new ArcVerifier(test.dns(), CLOCK)
                .verify(test.message(), budget())
                .result();
        List<String> fields = List.of(test.text("sig-headers").split(":"));
        return new ArcSealer(key, clock, fields)
                .seal(test.message(), chain, results(test.message(), test.text("srv-id")), budget());
    }

    /** The fields of one authserv-id joined, as the suite's README has it. */
    private static String results(BytesMessage message, String authservId) throws IOException {
        List<String> results = new ArrayList<>();
        for (HeaderField field : SignedMessage.read(message, budget()).header().named("authentication-results")) {
            String[] parts = field.value().replace("\r\n", "").split(";");
            if (parts[0].strip().equals(authservId)) {
                for (int i = 1; i < parts.length; i++) {
                    results.add(parts[i].strip());
                }
            }
        }
        return authservId + "; " + String.join(";\r\n  ", results);
    }

    private static String expected(ArcSuite.Case test) {
        if (test.text("AS").isBlank()) {
            return "";
        }
        return withoutSpace("ARC-Seal:" + test.text("AS") + "ARC-Message-Signature:" + test.text("AMS")
                + "ARC-Authentication-Results:" + test.text("AAR"));
    }

    private static boolean verifiesUnlessFailed(ArcSuite.Case test, String sealed) throws IOException {
        if (sealed.isEmpty() || sealed.contains("cv=fail")) {
            return true;
        }
        String message = sealed + new String(test.message().bytes(), StandardCharsets.UTF_8);
        return new ArcVerifier(test.dns(), CLOCK)
                        .verify(BytesMessage.of(message), budget())
                        .result()
                == ArcVerdict.Result.PASS;
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000);
    }
}
