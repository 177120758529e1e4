package org.ecluse.filter.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.filter.ArcVerdict;
import org.ecluse.filter.DkimVerdict;
import org.ecluse.filter.DmarcVerdict;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.filter.authentication.MessageAuthenticator.SignatureVerifier;
import org.ecluse.filter.authentication.SignatureCheck.Signatures;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.EmailAddress;
import org.ecluse.mail.RawMessage;
import org.ecluse.mail.ReversePath;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.FakeDns;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Covers("R1.11")
@Timeout(30)
class MessageAuthenticatorTest {
    private static final String UNSIGNED = "From: a@bank.example\nSubject: x\n\nbody\n";
    private static final String SIGNED = "DKIM-Signature: v=1; d=bank.example\n" + UNSIGNED;
    private static final SenderFacts STRANGER =
            new SenderFacts(SpfResult.PASS, Optional.of("evil.example"), ReverseName.UNKNOWN, Optional.empty());

    private final FakeDns dns = new FakeDns()
            .txt("_dmarc.bank.example", "v=DMARC1; p=reject")
            .txt("bank.example", "v=spf1 ip4:192.0.2.0/24 -all")
            .timeout("s1._domainkey.silent.example")
            .timeout("s2._domainkey.silent.example");

    private MessageAuthentication authenticate(String message, SignatureVerifier signatures) throws IOException {
        RawMessage raw = Mails.raw(message);
        return new MessageAuthenticator(dns, signatures, Duration.ofSeconds(10), "mx.example.net")
                .authenticate(raw, Mails.parsed(raw), STRANGER);
    }

    private static SignatureVerifier passedFor(String domain) {
        return (message, lookup, budget) ->
                new Signatures(List.of(verdict(DkimVerdict.Result.PASS, "s", domain)), ArcVerdict.NONE);
    }

    private static DkimVerdict verdict(DkimVerdict.Result result, String selector, String domain) {
        return new DkimVerdict(result, domain, selector, "rsa-sha256", "abcdefgh", false, "");
    }

    @Test
    void signatureAndPolicyComeTogether() throws IOException {
        MessageAuthentication found = authenticate(SIGNED, passedFor("bank.example"));
        assertThat(found.dmarc().result()).isEqualTo(DmarcVerdict.Result.PASS);
        assertThat(found.dkim()).hasSize(1);
        assertThat(authenticate(SIGNED, passedFor("evil.example")).dmarc().requested())
                .isEqualTo(DmarcVerdict.Request.REJECT);
    }

    @Test
    void unsignedMailIsNotReadAgain() throws IOException {
        SignatureVerifier never = (message, lookup, budget) -> {
            throw new IllegalStateException("asked");
        };
        assertThat(authenticate(UNSIGNED, never).dmarc().result()).isEqualTo(DmarcVerdict.Result.FAIL);
    }

    /** The policy is asked for before the signatures are verified, so that both come at once. */
    @Test
    void lookUpsRunBesideEachOther() throws IOException {
        int[] askedBefore = {0};
        authenticate(SIGNED, (message, lookup, budget) -> {
            askedBefore[0] = dns.queries();
            return Signatures.NONE;
        });
        assertThat(askedBefore[0]).isEqualTo(1);
        // The policy is not asked for again; _dmarc.example tells who administers the domain for which SPF passed.
        assertThat(dns.queries()).isEqualTo(2);
    }

    /** A sender cannot hide a false signature behind servers of its own that do not answer. */
    @Test
    void silentServersOfStrangersDoNotMakeAFalseSignatureUncertain() throws IOException {
        MessageAuthentication found = authenticate(SIGNED, (message, lookup, budget) -> {
            List<DkimVerdict> verdicts = new ArrayList<>();
            for (String[] key :
                    new String[][] {{"s1", "silent.example"}, {"s2", "silent.example"}, {"s1", "bank.example"}}) {
                Status status = lookup.txt(key[0] + "._domainkey." + key[1]).status();
                verdicts.add(verdict(
                        status == Status.TEMPORARY_ERROR ? DkimVerdict.Result.TEMPERROR : DkimVerdict.Result.PERMERROR,
                        key[0],
                        key[1]));
            }
            return new Signatures(verdicts, ArcVerdict.NONE);
        });
        assertThat(found.dkim())
                .extracting(DkimVerdict::result)
                .containsExactly(
                        DkimVerdict.Result.TEMPERROR, DkimVerdict.Result.TEMPERROR, DkimVerdict.Result.PERMERROR);
        assertThat(found.dmarc().result()).isEqualTo(DmarcVerdict.Result.FAIL);
        assertThat(found.dmarc().requested()).isEqualTo(DmarcVerdict.Request.REJECT);
    }

    /** Nor behind their slowness. */
    @Test
    void timeSpentOnSilentServersIsNoExcuse() throws IOException {
        MessageAuthentication found = authenticate(SIGNED, (message, lookup, budget) -> {
            lookup.txt("s1._domainkey.silent.example");
            throw new BudgetExceededException("time");
        });
        assertThat(found.dmarc().result()).isEqualTo(DmarcVerdict.Result.FAIL);
    }

    @Test
    void ourOwnSlownessIsATemporaryError() throws IOException {
        MessageAuthentication found = authenticate(SIGNED, (message, lookup, budget) -> {
            throw new BudgetExceededException("time");
        });
        assertThat(found.dmarc().result()).isEqualTo(DmarcVerdict.Result.TEMPERROR);
    }

    @Test
    void aMessageThatBreaksTheVerifierIsUnproven() throws IOException {
        MessageAuthentication found = authenticate(SIGNED, (message, lookup, budget) -> {
            throw new IllegalStateException("bug");
        });
        assertThat(found.dkim())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.reason()).contains("bug"));
        assertThat(found.arc().result()).isEqualTo(ArcVerdict.Result.FAIL);
        assertThat(found.dmarc().result()).isEqualTo(DmarcVerdict.Result.TEMPERROR);
    }

    /** A client whose reverse name is slow makes the facts late: its SPF result is then found here. */
    @Test
    void lateFactsAreMadeUpFor() {
        MessageAuthenticator authenticator =
                new MessageAuthenticator(dns, passedFor("x.example"), Duration.ofSeconds(10), "mx.example.net");
        ReversePath from = ReversePath.of(EmailAddress.parse("boss@bank.example"));
        SenderFacts known = authenticator.withSpf(Mails.session("198.51.100.1"), from, SenderFacts.UNKNOWN);
        assertThat(known.spf()).isEqualTo(SpfResult.FAIL);
        assertThat(known.spfDomain()).contains("bank.example");
        assertThat(authenticator.withSpf(Mails.session("198.51.100.1"), from, STRANGER))
                .isSameAs(STRANGER);
    }
}
