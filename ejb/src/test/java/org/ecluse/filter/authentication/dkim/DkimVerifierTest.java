package org.ecluse.filter.authentication.dkim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DkimVerdict.Result;
import org.ecluse.filter.authentication.canon.NaiveForm;
import org.ecluse.filter.authentication.keys.TestKeys;
import org.ecluse.mail.Budget;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6376 section 6.1, tag by tag, with signatures made by other code. */
@Covers("R1.11")
class DkimVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String NAME = "sel._domainkey.example.org";
    private static final String MESSAGE = "Received: from a by b; Mon, 2 Mar 2026 09:00:00 +0000\r\n"
            + "From: Anna <anna@example.org>\r\nTo: bruno@demo.example\r\n"
            + "Subject:  a  folded\r\n\tsubject \r\n\r\nHello,  \r\n\r\n  caf\u00e9 \t x\r\n\r\n\r\n";
    private static final KeyPair RSA = TestKeys.rsa(2048);

    @ParameterizedTest
    @ValueSource(
            strings = {"relaxed/relaxed", "relaxed/simple", "simple/relaxed", "simple/simple", "relaxed", "simple"})
    void everyCanonicalizationPassesWithBothAlgorithms(String canonicalization) throws IOException {
        for (KeyPair pair : List.of(RSA, TestKeys.ed25519())) {
            String signed = new TestSigner(pair).with("c", canonicalization).sign(MESSAGE);
            DkimVerdict verdict = only(signed, zone(TestKeys.record(pair)));
            assertThat(verdict.reason()).isEmpty();
            assertThat(verdict.result()).isEqualTo(Result.PASS);
        }
    }

    @Test
    void aVerdictSaysWhoSigned() throws IOException {
        String signed =
                new TestSigner(RSA).with("d", "EXAMPLE.org").with("s", "Sel").sign(MESSAGE);
        DkimVerdict verdict = only(signed, zone(TestKeys.record(RSA) + "; t=y"));
        String signature = signed.replaceAll("(?s).*\\bb=([A-Za-z0-9+/]{8}).*", "$1");
        assertThat(verdict)
                .isEqualTo(new DkimVerdict(Result.PASS, "example.org", "Sel", "rsa-sha256", signature, true, ""));
    }

    static Stream<Case> signatures() {
        String now = Long.toString(NOW.getEpochSecond());
        return Stream.of(
                ok("no c= means simple", s -> s.without("c")),
                ok("unknown tags", s -> s.with("zz", "any thing")),
                ok("i= is d=", s -> s.with("i", "@example.org")),
                ok("i= below d=", s -> s.with("i", "a@b@mail.example.org")),
                ok("i= with quoted printable", s -> s.with("i", "a=20b@EXAMPLE.ORG")),
                bad("i= elsewhere", s -> s.with("i", "a@example.net"), "i= is not within d="),
                bad("i= only looks alike", s -> s.with("i", "a@notexample.org"), "i= is not within d="),
                bad("i= without @", s -> s.with("i", "example.org"), "i= is not within d="),
                bad("v=2", s -> s.with("v", "2"), "v= is not 1"),
                bad("no v=", s -> s.without("v"), "v= is not 1"),
                bad("no a=", s -> s.without("a"), "a= is missing or empty"),
                bad("a= unknown", s -> s.with("a", "rsa-sha512"), "unknown algorithm"),
                bad("a= is case-sensitive", s -> s.with("a", "RSA-SHA256"), "unknown algorithm"),
                bad("a= of another key", s -> s.with("a", "ed25519-sha256"), "key is not for ed25519-sha256"),
                policy("sha1", s -> s.with("a", "rsa-sha1"), "rsa-sha1 is not accepted (RFC 8301)"),
                bad("c= unknown", s -> s.with("c", "nofws/simple"), "c= is unknown"),
                bad("c= with three parts", s -> s.with("c", "simple/simple/simple"), "c= is unknown"),
                bad("no d=", s -> s.without("d"), "d= is missing or empty"),
                bad("d= no domain", s -> s.with("d", "exa mple.org"), "d= is no domain"),
                bad("no s=", s -> s.without("s"), "s= is missing or empty"),
                bad("s= no selector", s -> s.with("s", "a..b"), "s= is no selector"),
                bad(
                        "s= too long a name",
                        s -> s.with("s", ("x".repeat(60) + ".").repeat(4) + "x"),
                        "s= is no selector"),
                bad("no h=", s -> s.without("h"), "h= is missing"),
                bad("h= without From", s -> s.with("h", "subject:to"), "h= does not name From"),
                bad("no bh=", s -> s.without("bh"), "bh= is missing or empty"),
                bad("bh= no base64", s -> s.with("bh", "*"), "bh= is not base64"),
                fail("bh= of another body", s -> s.with("bh", "AAAA"), "body hash did not verify"),
                ok("h= in any case and order", s -> s.with("h", "SUBJECT : fRoM:to")),
                ok("h= with fields that are not there", s -> s.with("h", "from:cc:from:subject:x")),
                ok("q= with dns/txt among others", s -> s.with("q", "foo/bar : dns/txt")),
                bad("q= without dns/txt", s -> s.with("q", "http"), "q= knows no dns/txt"),
                ok("t= now", s -> s.with("t", now)),
                ok("t= in an hour", s -> s.with("t", Long.toString(NOW.getEpochSecond() + 3_600))),
                bad("t= later", s -> s.with("t", Long.toString(NOW.getEpochSecond() + 3_601)), "signed in the future"),
                bad("t= no number", s -> s.with("t", "-1"), "t= is not a number"),
                ok("x= later", s -> s.with("x", now)),
                ok("x= five minutes ago", s -> s.with("x", Long.toString(NOW.getEpochSecond() - 300))),
                bad("x= over", s -> s.with("x", Long.toString(NOW.getEpochSecond() - 301)), "signature expired"),
                bad("x= before t=", s -> s.with("t", now).with("x", now), "expires before it was signed"),
                ok("x= for ever", s -> s.with("x", "9".repeat(76))),
                bad("x= longer", s -> s.with("x", "9".repeat(77)), "x= is not a number"),
                ok("l= is the whole body", s -> s.with("l", "19")),
                policy("l= is a part", s -> s.with("l", "18"), "l=18 of a body of 19"),
                policy("l= is nothing", s -> s.with("l", "0"), "l=0 of a body of 19"),
                bad("l= is more", s -> s.with("l", "20"), "l=20 of a body of 19"),
                bad("l= no number", s -> s.with("l", "x"), "l= is not a number"));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void everyTagCounts(Case row) throws IOException {
        DkimVerdict verdict = only(row.change.apply(new TestSigner(RSA)).sign(MESSAGE), zone(TestKeys.record(RSA)));
        assertThat(verdict.reason()).isEqualTo(row.reason);
        assertThat(verdict.result()).isEqualTo(row.result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEY                                   | @example.org      | PASS",
                "KEY; t=y                              | @example.org      | PASS",
                "KEY; t=s                              | @example.org      | PASS",
                "KEY; t=s                              | @sub.example.org  | PERMERROR",
                "KEY; s=chat                           | @example.org      | PERMERROR",
                "KEY; h=sha1                           | @example.org      | PERMERROR",
                "v=DKIM1; p=                           | @example.org      | PERMERROR",
                "other text                            | @example.org      | PERMERROR",
                "other text + KEY                      | @example.org      | PASS",
                "OTHER + KEY                           | @example.org      | PASS",
                "EDWARDS + KEY                         | @example.org      | PASS",
                "v=DKIM1; p= + KEY                     | @example.org      | PASS",
                "OTHER + EDWARDS                       | @example.org      | FAIL",
                "OTHER + OTHER + OTHER + OTHER + KEY   | @example.org      | FAIL"
            })
    void everyKeyRecordOfASelectorIsTriedUpToFour(String records, String identity, Result expected) throws IOException {
        String signed = new TestSigner(RSA).with("i", identity).sign(MESSAGE);
        String[] texts = Stream.of(records.split(" \\+ "))
                .map(text -> text.strip()
                        .replace("KEY", TestKeys.record(RSA))
                        .replace("OTHER", TestKeys.record(TestKeys.rsa(1024)))
                        .replace("EDWARDS", TestKeys.record(TestKeys.ed25519())))
                .toArray(String[]::new);
        assertThat(only(signed, zone(texts)).result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"512,POLICY", "1023,POLICY", "1024,PASS", "4096,PASS"})
    void rsaKeysUnder1024BitsNeverPass(int bits, Result expected) throws IOException {
        KeyPair pair = TestKeys.rsa(bits);
        assertThat(only(new TestSigner(pair).sign(MESSAGE), zone(TestKeys.record(pair)))
                        .result())
                .isEqualTo(expected);
        String broken = new TestSigner(pair).sign(MESSAGE).replace("Anna", "Hanna");
        assertThat(only(broken, zone(TestKeys.record(pair))).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void aKeyThatIsNotThereIsPermanentAndASilentServerTemporary() throws IOException {
        String signed = new TestSigner(RSA).sign(MESSAGE);
        assertThat(only(signed, new FakeDns()).result()).isEqualTo(Result.PERMERROR);
        assertThat(only(signed, new FakeDns().exists(NAME)).result()).isEqualTo(Result.PERMERROR);
        assertThat(only(signed, new FakeDns().timeout(NAME)).result()).isEqualTo(Result.TEMPERROR);
    }

    @Test
    void aSecondFromThatIsNotCoveredBreaksTheSignature() throws IOException {
        FakeDns zone = zone(TestKeys.record(RSA));
        String once = new TestSigner(RSA).with("h", "from:subject").sign(MESSAGE);
        String sealed = new TestSigner(RSA).with("h", "from:from:subject").sign(MESSAGE);
        assertThat(only(once, zone).passed()).isTrue();
        assertThat(only(sealed, zone).passed()).isTrue();
        for (String signed : List.of(once, sealed)) {
            assertThat(only("From: Mallory <m@example.net>\r\n" + signed, zone).passed())
                    .isFalse();
            assertThat(only(signed.replace("Subject:", "From: m@example.net\r\nSubject:"), zone)
                            .passed())
                    .isFalse();
            assertThat(only("FROM : m@example.net\r\n" + signed, zone).passed()).isFalse();
        }
        String two = MESSAGE.replace("To:", "From: other@example.org\r\nTo:");
        assertThat(only(new TestSigner(RSA).with("h", "from:from:subject").sign(two), zone)
                        .passed())
                .isTrue();
    }

    @Test
    void aMessageWithoutFromNeverPasses() throws IOException {
        String signed = new TestSigner(RSA).sign(MESSAGE.replace("From:", "X-From:"));
        assertThat(only(signed, zone(TestKeys.record(RSA))).reason()).isEqualTo("there is no From");
    }

    /** RFC 6376 section 5.4.2: the lower of two fields is signed first. */
    @Test
    void fieldsOfOneNameAreTakenFromTheBottom() throws IOException {
        FakeDns zone = zone(TestKeys.record(RSA));
        String signed = new TestSigner(RSA).with("h", "from:received").sign("Received: older\r\n" + MESSAGE);
        assertThat(only("Received: newest\r\n" + signed, zone).passed()).isTrue();
        assertThat(only(signed.replace("Received: older\r\n", ""), zone).passed())
                .isTrue();
        assertThat(only(signed.replace("from a by b", "from c by b"), zone).passed())
                .isFalse();
    }

    @Test
    void aSignatureMayCoverOthersButNeverItself() throws IOException {
        FakeDns zone = zone(TestKeys.record(RSA));
        String first = new TestSigner(RSA).sign(MESSAGE);
        String second = new TestSigner(RSA)
                .with("h", "from:dkim-signature:dkim-signature")
                .sign(first);
        assertThat(verify(second, zone)).extracting(DkimVerdict::result).containsExactly(Result.PASS, Result.PASS);
        String changed = second.replace("h=from:subject", "h=subject:from");
        assertThat(verify(changed, zone)).extracting(DkimVerdict::result).containsExactly(Result.FAIL, Result.FAIL);
    }

    @Test
    void tenSignaturesAreExaminedAndTheRestNoted() throws IOException {
        FakeDns zone = new FakeDns();
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            zone.txt("s" + i + "._domainkey.example.org", TestKeys.record(RSA));
            fields.append(new TestSigner(RSA).with("s", "s" + i).field(MESSAGE));
        }
        List<DkimVerdict> verdicts = verify(fields + MESSAGE, zone);
        assertThat(verdicts).hasSize(11);
        assertThat(verdicts.subList(0, 10)).allMatch(DkimVerdict::passed);
        assertThat(verdicts.get(10))
                .isEqualTo(
                        new DkimVerdict(Result.NEUTRAL, "", "", "", "", false, "15 more signatures were not examined"));
        assertThat(zone.queries()).isEqualTo(10);
    }

    @Test
    void oneNameIsAskedForOnce() throws IOException {
        FakeDns zone = zone(TestKeys.record(RSA));
        String field = new TestSigner(RSA).field(MESSAGE);
        assertThat(verify(field.repeat(8) + MESSAGE, zone)).hasSize(8).allMatch(DkimVerdict::passed);
        assertThat(zone.queries()).isEqualTo(1);
    }

    @Test
    void aHeaderTooLargeToBeReadIsPermanent() throws IOException {
        String signed = new TestSigner(RSA).sign("X: y\r\n".repeat(5_000) + MESSAGE);
        assertThat(only(signed, zone(TestKeys.record(RSA))).reason()).isEqualTo("header is too large");
    }

    @Test
    void domainsInUtf8AreAskedForAsALabels() throws IOException {
        FakeDns zone = new FakeDns().txt("xn--sl-7ia._domainkey.xn--exmple-cua.org", TestKeys.record(RSA));
        String domain = octetsOf("ex\u00e4mple.org");
        String signed = new TestSigner(RSA)
                .with("d", domain)
                .with("s", octetsOf("s\u00e8l"))
                .sign(MESSAGE);
        assertThat(only(signed, zone))
                .matches(v -> v.passed()
                        && v.domain().equals("xn--exmple-cua.org")
                        && v.selector().equals("xn--sl-7ia"));
    }

    /** What goes into records and header fields holds nothing that could end them. */
    @Test
    void oddTagsDoNotReachTheVerdict() throws IOException {
        String signed = new TestSigner(RSA)
                .with("s", "\"<x>\"")
                .with("a", "a\"b")
                .with("b", "<script>alert()")
                .with("d", "<d>")
                .sign(MESSAGE);
        assertThat(only(signed, new FakeDns()))
                .isEqualTo(new DkimVerdict(Result.PERMERROR, "", "", "", "", false, "d= is no domain"));
    }

    @Test
    void hugeListsOfNamesTakeLinearTime() throws IOException {
        FakeDns zone = zone(TestKeys.record(RSA));
        String names = "from:subject" + ":x".repeat(40_000);
        String header = IntStream.range(0, 4_900).mapToObj(i -> "X: y\r\n").collect(Collectors.joining());
        String field = new TestSigner(RSA).with("h", names).with("bh", "AAAA").field("From: a\r\n\r\n");
        long start = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(verify(field.repeat(6) + header + MESSAGE, zone)).hasSize(6);
        }
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void anEndedBudgetEndsTheExamination() {
        long[] now = {0};
        Budget budget = Budget.of(Duration.ofSeconds(1), 1, 1, () -> now[0] += 2_000_000_000L);
        assertThatThrownBy(() -> new DkimVerifier(new FakeDns(), CLOCK)
                        .verify(message(new TestSigner(RSA).sign(MESSAGE)), budget))
                .isInstanceOf(Budget.BudgetExceededException.class);
    }

    @Test
    void mailWithoutSignatureAsksNothing() throws IOException {
        FakeDns zone = new FakeDns();
        for (String text :
                List.of(MESSAGE, "", "\r\n", "no header", "X", ":\r\n\r\n", "\r\n\r\nDKIM-Signature: v=1\r\n")) {
            assertThat(verify(text, zone)).isEmpty();
        }
        assertThat(zone.queries()).isZero();
    }

    private interface Change {
        TestSigner apply(TestSigner signer);
    }

    private record Case(String name, Change change, Result result, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case ok(String name, Change change) {
        return new Case(name, change, Result.PASS, "");
    }

    private static Case bad(String name, Change change, String reason) {
        return new Case(name, change, Result.PERMERROR, reason);
    }

    private static Case policy(String name, Change change, String reason) {
        return new Case(name, change, Result.POLICY, reason);
    }

    private static Case fail(String name, Change change, String reason) {
        return new Case(name, change, Result.FAIL, reason);
    }

    private static String octetsOf(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static FakeDns zone(String... records) {
        FakeDns zone = new FakeDns();
        for (String record : records) {
            zone.txt(NAME, record);
        }
        return zone;
    }

    private static DkimVerdict only(String message, FakeDns zone) throws IOException {
        List<DkimVerdict> verdicts = verify(message, zone);
        assertThat(verdicts).hasSize(1);
        return verdicts.get(0);
    }

    private static List<DkimVerdict> verify(String message, FakeDns zone) throws IOException {
        return new DkimVerifier(zone, CLOCK)
                .verify(message(message), Budget.of(Duration.ofSeconds(30), 1 << 20, 1_000));
    }

    private static BytesMessage message(String text) {
        return new BytesMessage(NaiveForm.octets(text));
    }
}
