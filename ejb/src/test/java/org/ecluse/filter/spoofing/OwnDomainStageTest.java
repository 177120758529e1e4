package org.ecluse.filter.spoofing;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.filter.SenderFacts;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.StageResult;
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
    void notes(String row, String sender, String from, boolean forged) {
        var mail = Mails.transaction(
                Mails.raw("From: Boss <" + from + ">\nSubject: x\n\nbody\n"),
                sender == null ? "" : sender,
                "192.0.2.7",
                SenderFacts.UNKNOWN);
        StageResult result = new OwnDomainStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT)));
        assertThat(((StageResult.Findings) result).list()).hasSize(forged ? 1 : 0);
    }
}
