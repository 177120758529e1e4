package org.ecluse.filter.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R1.5", "B6", "R3.8"})
class ListStageTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            red address in the envelope        | BLOCK | ADDRESS | spam@bad.example   | spam@bad.example  | x@other.example  | 192.0.2.7   | FAIL |              | LIST_BLOCKED
            red address in From                | BLOCK | ADDRESS | spam@bad.example   | b@list.example    | Spam@BAD.example | 192.0.2.7   | NONE |              | LIST_BLOCKED
            red domain                         | BLOCK | DOMAIN  | bad.example        | spam@bad.example  | x@other.example  | 192.0.2.7   | PASS | bad.example  | LIST_BLOCKED
            red domain means names below it    | BLOCK | DOMAIN  | bad.example        | s@m.bad.example   | x@other.example  | 192.0.2.7   | NONE |              | LIST_BLOCKED
            red domain is no suffix of text    | BLOCK | DOMAIN  | bad.example        | s@notbad.example  | x@other.example  | 192.0.2.7   | NONE |              |
            red network                        | BLOCK | IP      | 192.0.2.0/24       | a@example.org     | a@example.org    | 192.0.2.255 | NONE |              | LIST_BLOCKED
            just outside the red network       | BLOCK | IP      | 192.0.2.0/24       | a@example.org     | a@example.org    | 192.0.3.0   | NONE |              |
            green server                       | ALLOW | IP      | 192.0.2.7          | a@example.org     | a@example.org    | 192.0.2.7   | FAIL |              | SKIPPED_BY_ALLOW
            green server, IPv6 network         | ALLOW | IP      | 2001:db8::/32      | a@example.org     | a@example.org    | 2001:db8::7 | FAIL |              | SKIPPED_BY_ALLOW
            green address, proven              | ALLOW | ADDRESS | a@example.org      | a@example.org     | a@example.org    | 192.0.2.7   | PASS | example.org  | LIST_ALLOWED
            green address, proven by relative  | ALLOW | ADDRESS | a@example.org      | b@m.example.org   | a@example.org    | 192.0.2.7   | PASS | m.example.org| LIST_ALLOWED
            green address, SPF softfail        | ALLOW | ADDRESS | a@example.org      | a@example.org     | a@example.org    | 192.0.2.7   | SOFTFAIL | example.org | LIST_ALLOW_UNPROVEN
            green From, SPF of another domain  | ALLOW | ADDRESS | a@example.org      | x@evil.example    | a@example.org    | 192.0.2.7   | PASS | evil.example | LIST_ALLOW_UNPROVEN
            green domain, nothing known        | ALLOW | DOMAIN  | example.org        | a@example.org     | a@example.org    | 192.0.2.7   | TEMPERROR |         | LIST_ALLOW_UNPROVEN
            green own domain never counts      | ALLOW | DOMAIN  | demo.example       | a@demo.example    | a@demo.example   | 192.0.2.7   | PASS | demo.example | LIST_ALLOW_OWN_DOMAIN
            bounce has no sender               | BLOCK | DOMAIN  | bad.example        |                   | x@other.example  | 192.0.2.7   | NONE |              |
            """)
    void answers(
            String row,
            Colour colour,
            Kind kind,
            String value,
            String sender,
            String from,
            String client,
            SpfResult spf,
            String spfDomain,
            String symbol) {
        ListEntry entry = new ListEntry(1, colour, kind, value, Optional.empty(), Optional.empty());
        assertThat(symbolOf(entry, sender, from, client, spf, spfDomain)).isEqualTo(Optional.ofNullable(symbol));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "still valid,          60, anna@demo.example,  LIST_BLOCKED",
        "expires this second,   0, anna@demo.example,",
        "expired,              -1, anna@demo.example,",
        "another recipient's,  60, bruno@demo.example,",
    })
    void entriesExpireAndBelongToARecipient(String row, int secondsLeft, String owner, String symbol) {
        ListEntry entry = new ListEntry(
                1,
                Colour.BLOCK,
                Kind.DOMAIN,
                "bad.example",
                Optional.of(owner),
                Optional.of(Mails.NOW.plus(Duration.ofSeconds(secondsLeft))));
        assertThat(symbolOf(entry, "x@bad.example", "x@bad.example", "192.0.2.7", SpfResult.NONE, null))
                .isEqualTo(Optional.ofNullable(symbol));
    }

    /** Whoever signs for the address proves it, and whoever signs for somebody else does not (B6). */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            signed by the domain            | a@example.org  | PASS example.org      | NONE              | LIST_ALLOWED
            signed by a relative            | a@example.org  | PASS m.example.org    | NONE              | LIST_ALLOWED
            signed by a stranger            | a@example.org  | PASS evil.example     | NONE              | LIST_ALLOW_UNPROVEN
            broken signature                | a@example.org  | FAIL example.org      | NONE              | LIST_ALLOW_UNPROVEN
            weak signature                  | a@example.org  | POLICY example.org    | NONE              | LIST_ALLOW_UNPROVEN
            unread signature                | a@example.org  | TEMPERROR             | NONE              | LIST_ALLOW_UNPROVEN
            DMARC passed for the domain     | a@example.org  | NEUTRAL               | PASS example.org  | LIST_ALLOWED
            DMARC passed for another        | a@example.org  | NEUTRAL               | PASS example.com  | LIST_ALLOW_UNPROVEN
            DMARC failed                    | a@example.org  | NEUTRAL               | FAIL example.org  | LIST_ALLOW_UNPROVEN
            signed own domain               | a@demo.example | PASS demo.example     | PASS demo.example | LIST_ALLOW_OWN_DOMAIN
            """)
    void greenEntriesCountForWhatIsSigned(String row, String from, String dkim, String dmarc, String symbol) {
        ListEntry entry = new ListEntry(
                1,
                Colour.ALLOW,
                Kind.DOMAIN,
                from.substring(from.indexOf('@') + 1),
                Optional.empty(),
                Optional.empty());
        MailTransaction mail = Mails.authenticated(
                Mails.transaction(
                        Mails.raw("From: <" + from + ">\nSubject: x\n\nbody\n"),
                        "bounce@list.example",
                        "192.0.2.7",
                        new SenderFacts(
                                SpfResult.PASS, Optional.of("list.example"), ReverseName.UNKNOWN, Optional.empty())),
                Mails.authentication(dkim, dmarc));
        StageResult result = new ListStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT, entry)));
        assertThat(((StageResult.Findings) result).list().stream().map(Finding::symbol))
                .containsExactly(symbol);
    }

    private static Optional<String> symbolOf(
            ListEntry entry, String sender, String from, String client, SpfResult spf, String spfDomain) {
        SenderFacts facts = new SenderFacts(spf, Optional.ofNullable(spfDomain), ReverseName.UNKNOWN, Optional.empty());
        MailTransaction mail = Mails.transaction(
                Mails.raw("From: <" + from + ">\nSubject: x\n\nbody\n"), sender == null ? "" : sender, client, facts);
        StageResult result = new ListStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT, entry)));
        return ((StageResult.Findings) result)
                .list().stream().map(Finding::symbol).findFirst();
    }
}
