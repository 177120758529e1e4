package org.ecluse.filter.spoofing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.filter.FilterPipeline;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.ReverseName;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.DomainName;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.policy.ListEntry;
import org.ecluse.policy.ListEntry.Colour;
import org.ecluse.policy.ListEntry.Kind;
import org.ecluse.policy.PolicySnapshot;
import org.ecluse.policy.SpoofingAction;
import org.ecluse.policy.Weights;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Disposition;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.RecipientVerdict;
import org.ecluse.verdict.Reply;
import org.ecluse.verdict.StageResult;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.12")
class OwnDomainStageTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            stranger                    | a@example.org     | a@example.org        | false
            own domain in the envelope  | boss@demo.example | a@example.org        | true
            own domain in From          | a@example.org     | boss@DEMO.example    | true
            name below the own domain   | a@example.org     | x@mail.demo.example  | true
            domain that only looks own  | a@example.org     | x@notdemo.example    | false
            sender is the recipient     | anna@demo.example | a@example.org        | true
            bounce                      |                   | a@example.org        | false
            """)
    void notesWhatNothingProves(String row, String sender, String from, boolean forged) {
        var mail = Mails.transaction(
                Mails.raw("From: Boss <" + from + ">\nSubject: x\n\nbody\n"),
                sender == null ? "" : sender,
                "192.0.2.7",
                spf("NONE example.org"));
        StageResult result = new OwnDomainStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT)));
        assertThat(symbols(result)).isEqualTo(forged ? "SPOOFED_OWN_DOMAIN" : "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            SPF of the own domain            | boss@demo.example | boss@demo.example   | PASS demo.example    |                     | NONE                   | OWN_DOMAIN_PROVEN
            SPF of a name below it           | x@m.demo.example  | boss@demo.example   | PASS m.demo.example  |                     | NONE                   | OWN_DOMAIN_PROVEN
            SPF of another domain            | x@evil.example    | boss@demo.example   | PASS evil.example    |                     | NONE                   | SPOOFED_OWN_DOMAIN
            SPF says no                      | boss@demo.example | boss@demo.example   | FAIL demo.example    |                     | NONE                   | SPOOFED_OWN_DOMAIN
            signed by the own domain         | x@list.example    | boss@demo.example   | PASS list.example    | PASS demo.example   | NONE                   | OWN_DOMAIN_PROVEN
            signed, but by somebody else     | x@list.example    | boss@demo.example   | PASS list.example    | PASS list.example   | NONE                   | SPOOFED_OWN_DOMAIN
            broken signature                 | x@list.example    | boss@demo.example   | NONE list.example    | FAIL demo.example   | FAIL demo.example NONE | SPOOFED_OWN_DOMAIN
            DMARC passed                     | x@list.example    | boss@demo.example   | NONE list.example    |                     | PASS demo.example      | OWN_DOMAIN_PROVEN
            DMARC passed for another         | x@list.example    | boss@demo.example   | NONE list.example    |                     | PASS list.example      | SPOOFED_OWN_DOMAIN
            own envelope, From of another    | boss@demo.example | a@example.org       | NONE demo.example    | PASS example.org    | PASS example.org       | SPOOFED_OWN_DOMAIN
            recipient writes to itself, SPF  | anna@demo.example | anna@demo.example   | PASS demo.example    |                     | NONE                   | OWN_DOMAIN_PROVEN
            DNS is silent about SPF          | boss@demo.example | boss@demo.example   | TEMPERROR demo.example |                   | NONE                   | OWN_DOMAIN_UNCHECKED
            DNS is silent about a stranger   | x@evil.example    | boss@demo.example   | TEMPERROR evil.example |                   | NONE                   | SPOOFED_OWN_DOMAIN
            DNS is silent about the key      | x@list.example    | boss@demo.example   | NONE list.example    | TEMPERROR demo.example | NONE                | OWN_DOMAIN_UNCHECKED
            DNS is silent about the policy   | x@list.example    | boss@demo.example   | NONE list.example    |                     | TEMPERROR demo.example | OWN_DOMAIN_UNCHECKED
            two senders, one own             | x@example.org     | a@example.org>, <boss@demo.example | PASS example.org | PASS example.org | NONE             | SPOOFED_OWN_DOMAIN
            """)
    void proofDecides(String row, String sender, String from, String spf, String dkim, String dmarc, String symbol) {
        var mail = Mails.authenticated(
                Mails.transaction(
                        Mails.raw("From: <" + from + ">\nSubject: x\n\nbody\n"), sender, "192.0.2.7", spf(spf)),
                Mails.authentication(dkim, dmarc));
        assertThat(symbols(new OwnDomainStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT)))))
                .isEqualTo(symbol);
    }

    /** Faculties of one university do not speak for each other. */
    @Test
    void aNeighbourUnderTheSameRegistrantIsNotTheCustomer() {
        PolicySnapshot law = new PolicySnapshot(
                1,
                1,
                1,
                FilterPolicy.DEFAULT,
                FilterPolicy.DEFAULT.level(),
                new Weights(Map.of()),
                List.of(),
                Set.of(new DomainName("law.university.example")));
        var mail = Mails.transaction(
                Mails.raw("From: <dean@law.university.example>\nSubject: x\n\nbody\n"),
                "x@art.university.example",
                "192.0.2.7",
                spf("PASS art.university.example"));
        assertThat(symbols(new OwnDomainStage().examine(Mails.copy(mail, law)))).isEqualTo("SPOOFED_OWN_DOMAIN");
        assertThat(symbols(new OwnDomainStage()
                        .examine(Mails.copy(
                                Mails.authenticated(mail, Mails.authentication("PASS university.example", "NONE")),
                                law))))
                .isEqualTo("OWN_DOMAIN_PROVEN");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            own address as name          | "boss@demo.example" <x@evil.example>          | NONE evil.example | SPOOFED_OWN_DOMAIN
            in the middle of a name      | "Boss (BOSS@Demo.Example)" <x@evil.example>   | NONE evil.example | SPOOFED_OWN_DOMAIN
            encoded                      | =?utf-8?q?boss=40demo.example?= <x@evil.example> | NONE evil.example | SPOOFED_OWN_DOMAIN
            without readable address     | "boss@demo.example" <nobody>                  | NONE evil.example | SPOOFED_OWN_DOMAIN
            service that says who it is  | "boss@demo.example via Docs" <x@docs.example> | PASS docs.example |
            longer domain                | "boss@demo.example.org" <x@evil.example>      | NONE evil.example |
            only the domain              | "demo.example team" <x@evil.example>          | NONE evil.example |
            nobody's address             | "@demo.example" <x@evil.example>              | NONE evil.example |
            """)
    void displayNamesThatShowAnOwnAddress(String row, String from, String spf, String symbol) {
        var mail = Mails.transaction(
                Mails.raw("From: " + from + "\nSubject: x\n\nbody\n"), "x@evil.example", "192.0.2.7", spf(spf));
        assertThat(symbols(new OwnDomainStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT)))))
                .isEqualTo(symbol == null ? "" : symbol);
    }

    /** R1.12: whoever forges an own address shows just what stands on the green list. */
    @Test
    void noGreenEntryDefeatsIt() {
        FilterPolicy refusing = withAntiSpoofing(SpoofingAction.REJECT);
        PolicySnapshot policy = Mails.policy(
                refusing,
                new ListEntry(1, Colour.ALLOW, Kind.ADDRESS, "boss@demo.example", Optional.empty(), Optional.empty()),
                new ListEntry(2, Colour.ALLOW, Kind.DOMAIN, "demo.example", Optional.empty(), Optional.empty()),
                new ListEntry(3, Colour.ALLOW, Kind.DOMAIN, "evil.example", Optional.empty(), Optional.empty()));
        var mail = Mails.transaction(
                Mails.raw("From: <boss@demo.example>\nSubject: x\n\nbody\n"),
                "x@evil.example",
                "192.0.2.7",
                spf("PASS evil.example"));
        FilterPipeline pipeline = new FilterPipeline(List.of(), List.of(new OwnDomainStage(), new GreenForAll()));
        RecipientVerdict verdict = pipeline.decide(Mails.copy(mail, policy), pipeline.examine(mail));
        assertThat(verdict.disposition()).isEqualTo(Disposition.REJECT);
        assertThat(verdict.name()).isEqualTo(VerdictName.SPOOFED);
        assertThat(verdict.reply()).isEqualTo(Reply.REJECTED_AS_FORGED);
    }

    /** What the list stage says where a green entry counts. */
    private static final class GreenForAll implements RecipientStage {
        @Override
        public String name() {
            return "green";
        }

        @Override
        public StageResult examine(RecipientTransaction transaction) {
            return StageResult.of(Finding.of(Ground.GREEN_LIST));
        }
    }

    private static FilterPolicy withAntiSpoofing(SpoofingAction action) {
        return PolicyDocument.fromJson(
                Json.createObjectBuilder().add("antiSpoofing", action.name()).build());
    }

    private static SenderFacts spf(String resultAndDomain) {
        String[] words = resultAndDomain.split(" ");
        return new SenderFacts(
                SpfResult.valueOf(words[0]), Optional.of(words[1]), ReverseName.UNKNOWN, Optional.empty());
    }

    private static String symbols(StageResult result) {
        return ((StageResult.Findings) result)
                .list().stream().map(Finding::symbol).collect(Collectors.joining(" "));
    }
}
