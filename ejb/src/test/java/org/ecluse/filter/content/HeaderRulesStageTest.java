package org.ecluse.filter.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.SessionFacts;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R1.10")
class HeaderRulesStageTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        all is well             | From: A <a@example.org>;To: b@example.org;Subject: x                        |
        nothing at all          | X-A: b                                                                     | HEADER_INVALID_FROM HEADER_INVALID_TO HEADER_INVALID_SUBJECT
        From without domain     | From: a;To: b@example.org;Subject: x                                       | HEADER_INVALID_FROM
        From with wildcard      | From: *@example.org;To: b@example.org;Subject: x                           | HEADER_INVALID_FROM
        two From fields         | From: a@example.org;From: c@example.org;To: b@example.org;Subject: x       | HEADER_INVALID_FROM
        empty From              | From: ;To: b@example.org;Subject: x                                        | HEADER_INVALID_FROM
        wildcard in To          | From: a@example.org;To: all@*.example;Subject: x                           | HEADER_INVALID_TO
        To a group              | From: a@example.org;To: undisclosed-recipients:%;Subject: x                |
        two subjects            | From: a@example.org;To: b@example.org;Subject: x;Subject: y                | HEADER_INVALID_SUBJECT
        empty subject is valid  | From: a@example.org;To: b@example.org;Subject:                             |
        two dates               | From: a@example.org;To: b@example.org;Subject: x;Date: 1;Date: 2           | HEADER_REPEATED
        """)
    void notes(String row, String header, String symbols) {
        String mail = header.strip().replace(";", "\n").replace('%', ';') + "\n\nbody\n";
        StageResult result = new HeaderRulesStage().examine(Mails.transaction(Mails.raw(mail)));
        assertThat(((StageResult.Findings) result).list())
                .extracting(Finding::symbol)
                .isEqualTo(symbols == null ? List.of() : Arrays.asList(symbols.split(" ")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"Date", "Message-ID", "Sender", "Reply-To", "Cc", "Bcc", "In-Reply-To", "References"})
    void fieldThatStandsTwiceIsNoted(String field) {
        String mail =
                "From: a@example.org\nTo: b@example.org\nSubject: x\n" + (field + ": <c@example.org>\n").repeat(2);
        assertThat(symbols(Mails.transaction(Mails.raw(mail + "\nbody\n")))).containsExactly("HEADER_REPEATED");
    }

    @Test
    void utf8InTheHeaderNeedsItsAnnouncement() {
        MailTransaction plain =
                Mails.transaction(Mails.raw("From: a@example.org\nTo: b@example.org\nSubject: été\n\nbody\n"));
        assertThat(symbols(plain)).containsExactly("HEADER_UTF8_UNDECLARED");
        SessionFacts facts = plain.session();
        SessionFacts announced = new SessionFacts(
                facts.role(),
                facts.client(),
                facts.helo(),
                facts.esmtp(),
                facts.tls(),
                true,
                facts.protocolFaults(),
                facts.startedAt());
        MailTransaction declared = new MailTransaction(
                announced,
                plain.envelope(),
                plain.raw(),
                plain.parsed(),
                plain.senderFacts(),
                plain.authentication(),
                plain.recipientDomains(),
                plain.budget());
        assertThat(symbols(declared)).isEmpty();
    }

    @Test
    void rawOctetsThatAreNoUtf8HaveTheirOwnSymbol() {
        byte[] latin = "From: a@example.org\r\nTo: b@example.org\r\nSubject: \u00e9t\u00e9\r\n\r\nbody\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        MailTransaction mail = Mails.transaction(Mails.raw(latin));
        assertThat(symbols(mail)).isEmpty();
        assertThat(mail.parsed().faults()).containsExactly("HEADER_8BIT");
    }

    private static List<String> symbols(MailTransaction mail) {
        StageResult.Findings findings = (StageResult.Findings) new HeaderRulesStage().examine(mail);
        return findings.list().stream().map(Finding::symbol).toList();
    }

    @Test
    void hundredHopsOrThreeOfOurOwnAreALoop() {
        RoutingLoopStage stage = new RoutingLoopStage("MX.demo.example");
        String own = "Received: from a by mx.demo.example with ESMTP; x\n";
        String other = "Received: from a by mx.other.example with ESMTP; x\n";
        assertThat(loops(stage, own.repeat(2))).isZero();
        assertThat(loops(stage, own.repeat(3))).isEqualTo(1);
        assertThat(loops(stage, other.repeat(99))).isZero();
        assertThat(loops(stage, other.repeat(100))).isEqualTo(1);
    }

    private static int loops(RoutingLoopStage stage, String trace) {
        StageResult result = stage.examine(Mails.transaction(Mails.raw(trace + "From: a@example.org\n\nx\n")));
        return ((StageResult.Findings) result).list().size();
    }
}
