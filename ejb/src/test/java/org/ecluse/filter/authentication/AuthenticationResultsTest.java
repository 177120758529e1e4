package org.ecluse.filter.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.disposition.CopyHeaders;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.AuthservId;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.ReversePath;
import org.ecluse.mail.SessionFacts;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;

@Covers("R1.11")
class AuthenticationResultsTest {
    private static final ReversePath SENDER = ReversePath.of(EmailAddress.parse("bounce@bücher.example"));
    private static final SenderFacts PASSED = new SenderFacts(
            SpfResult.PASS, Optional.of("bücher.example"), ReverseName.CONFIRMED, Optional.of("mail.example.org"));

    private static String value(SenderFacts facts, MessageAuthentication message) {
        return AuthenticationResults.value("mx.example.net", Mails.session("192.0.2.7"), SENDER, facts, message);
    }

    @Test
    void everythingGood() {
        ArcVerdict arc = new ArcVerdict(ArcVerdict.Result.PASS, List.of("a.example", "b.example"), "", "");
        assertThat(value(PASSED, Mails.authentication("PASS example.org, FAIL list.example", "PASS example.org", arc)))
                .isEqualTo("mx.example.net; spf=pass smtp.mailfrom=xn--bcher-kva.example;"
                        + " dmarc=pass header.from=example.org; arc=pass (i=2); iprev=pass policy.iprev=192.0.2.7;"
                        + " dkim=pass header.d=example.org header.s=s1 header.a=rsa-sha256 header.b=\"AbCd+/12\";"
                        + " dkim=fail header.d=list.example header.s=s1 header.a=rsa-sha256 header.b=\"AbCd+/12\"");
    }

    @Test
    void theChainIsReadBackAndNothingThatASenderWrote() {
        ArcVerdict arc = new ArcVerdict(ArcVerdict.Result.PASS, List.of("a.example"), "", "");
        assertThat(AuthenticationResults.arcOf(value(PASSED, Mails.authentication("", "NONE", arc))))
                .contains(ArcVerdict.Result.PASS);
        assertThat(AuthenticationResults.arcOf("mx; spf=none smtp.helo=\"a\\\"; arc=pass\"; arc=fail"))
                .contains(ArcVerdict.Result.FAIL);
        assertThat(AuthenticationResults.arcOf(value(PASSED, MessageAuthentication.NONE)))
                .isEmpty();
        assertThat(AuthenticationResults.arcOf("")).isEmpty();
    }

    @Test
    void aFailureTellsWhatItsOwnerAsksFor() {
        assertThat(value(PASSED, Mails.authentication("", "FAIL example.org REJECT")))
                .contains("; dmarc=fail policy.dmarc=reject header.from=example.org; arc=none;", "; dkim=none");
    }

    @Test
    void nothingIsSaidOfWhatNobodyLookedAt() {
        assertThat(value(
                        new SenderFacts(SpfResult.NONE, Optional.empty(), ReverseName.UNKNOWN, Optional.empty()),
                        MessageAuthentication.NONE))
                .isEqualTo("mx.example.net; spf=none smtp.mailfrom=xn--bcher-kva.example");
    }

    @Test
    void aBounceIsKnownByItsHelo() throws Exception {
        SessionFacts session = new SessionFacts(
                "mx",
                InetAddress.getByName("2001:db8::7"),
                "[192.0.2.7]\"\\ é\r\nX: y",
                true,
                true,
                false,
                List.of(),
                Mails.NOW);
        assertThat(AuthenticationResults.value(
                        "mx.example.net",
                        session,
                        new ReversePath.Null(),
                        new SenderFacts(SpfResult.NONE, Optional.empty(), ReverseName.UNCONFIRMED, Optional.empty()),
                        MessageAuthentication.NONE))
                .isEqualTo("mx.example.net; spf=none smtp.helo=\"[192.0.2.7]\\\"\\\\????X:?y\";"
                        + " iprev=fail policy.iprev=\"2001:db8::7\"");
    }

    /** What a sender puts into a signature cannot end a statement, open a comment or begin a line. */
    @Test
    void hostileValuesStayValues() {
        DkimVerdict hostile =
                new DkimVerdict(DkimVerdict.Result.PERMERROR, "a;dmarc=pass", "s\r\nBcc: x", "(", "b\"\\", false, "");
        String value = value(PASSED, new MessageAuthentication(List.of(hostile), ArcVerdict.NONE, DmarcVerdict.NONE));
        assertThat(value)
                .endsWith("dkim=permerror header.d=\"a;dmarc=pass\" header.s=\"s??Bcc:?x\" header.a=\"(\""
                        + " header.b=\"b\\\"\\\\\"")
                .doesNotContain("\r", "\n");
    }

    @Test
    void manyLongSignaturesAreLeftOutFromTheEnd() {
        List<DkimVerdict> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(new DkimVerdict(
                    DkimVerdict.Result.PASS,
                    "d" + "x".repeat(240),
                    "s".repeat(60),
                    "rsa-sha256",
                    "abcdefgh",
                    false,
                    ""));
        }
        String value = value(
                PASSED,
                new MessageAuthentication(
                        many,
                        ArcVerdict.NONE,
                        Mails.authentication("", "PASS a.example").dmarc()));
        assertThat(value)
                .hasSizeLessThanOrEqualTo(AuthenticationResults.LONGEST)
                .contains("dmarc=pass");
    }

    @Test
    void theFieldIsFoldedBetweenWordsOnly() {
        String domain = "d".repeat(63) + "." + "e".repeat(63) + "." + "f".repeat(63) + ".example";
        String value = value(PASSED, Mails.authentication("PASS " + domain, "PASS example.org"));
        String field = CopyHeaders.authenticationResults(value);
        assertThat(field.lines()).allMatch(line -> line.length() <= 78 || line.contains("header.d=" + domain));
        assertThat(field.replace("\r\n", "")).isEqualTo("Authentication-Results: " + value);
        assertThat(AuthservId.of(field.substring(field.indexOf(':') + 1))).contains("mx.example.net");
    }
}
