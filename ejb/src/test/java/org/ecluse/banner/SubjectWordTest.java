package org.ecluse.banner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.7")
class SubjectWordTest {
    private static final String LONG = "a quite long subject that nearly fills the line, as many a merchant writes";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Subject: hi                          | Subject: [SPAM] hi
            subject:hi                           | subject: [SPAM] hi
            SUBJECT : hi                         | SUBJECT : [SPAM] hi
            Subject:                             | Subject: [SPAM]
            Subject: =?utf-8?Q?=C3=A9t=C3=A9?=   | Subject: [SPAM] =?utf-8?Q?=C3=A9t=C3=A9?=
            Subject: a~ b                        | Subject: [SPAM] a~ b
            Subject:~ b                          | Subject: [SPAM]~ b
            Subject: Re: [SPAM] hi               | Subject: Re: [SPAM] hi
            Subject: =?utf-8?B?W1NQQU1dIGhp?=    | Subject: =?utf-8?B?W1NQQU1dIGhp?=
            Subject: a~Subject: b                | Subject: [SPAM] a~Subject: [SPAM] b
            X-Subject: hi                        | Subject: [SPAM]~X-Subject: hi
            X-A: b~ Subject: no                  | Subject: [SPAM]~X-A: b~ Subject: no
            """)
    void standsBeforeTheSubject(String header, String marked) throws IOException {
        String rest = "\r\nTo: b@c.example\r\n\r\nSubject: body\r\n";

        assertThat(put(header.replace("~", "\r\n") + rest, "[SPAM]")).isEqualTo(marked.replace("~", "\r\n") + rest);
    }

    @Test
    void aFullLineIsFolded() throws IOException {
        assertThat(put("Subject: " + LONG + "\r\n\r\n", "[SPAM]"))
                .isEqualTo("Subject: [SPAM]\r\n " + LONG + "\r\n\r\n");
        assertThat(put("Subject:" + LONG + "\r\n\r\n", "[SPAM]")).isEqualTo("Subject: [SPAM]\r\n " + LONG + "\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "hi, [Publicité] hi",
        "=?utf-8?Q?=C3=A9t=C3=A9?=, [Publicité] été",
        "été, [Publicité] été",
        "'~ =?utf-8?Q?=C3=A9t=C3=A9?=', [Publicité] été"
    })
    void aWordBeyondAsciiIsReadAsOne(String subject, String read) throws IOException {
        RawMessage marked = SubjectWord.put(
                Mails.raw("From: a@b.example\nSubject: " + subject.replace('~', '\n') + "\n\nhi\n"), "[Publicité]");

        assertThat(Mails.parsed(marked).subject()).isEqualTo(read);
        assertThat(SubjectWord.put(marked, "[Publicité]")).as("once").isSameAs(marked);
    }

    @Test
    void aSubjectFarBehindStaysTheOnlyOne() throws IOException {
        String far = "X-Filler: ".concat("x".repeat(900)).concat("\r\n").repeat(80) + "Subject: hi\r\n\r\nbody";

        assertThat(put(far, "[SPAM]")).isEqualTo(far);
    }

    @Test
    void aHeaderThatIsNoneGetsASubject() throws IOException {
        assertThat(put("\r\nbody", "[SPAM]")).isEqualTo("Subject: [SPAM]\r\n\r\nbody");
        assertThat(put("", "[SPAM]")).isEqualTo("Subject: [SPAM]\r\n");
    }

    private static String put(String text, String word) throws IOException {
        RawMessage mail = Mails.raw(text);
        RawMessage marked = SubjectWord.put(mail, word);
        try (InputStream in = marked.open()) {
            String read = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(marked.sizeBytes()).isEqualTo(read.getBytes(StandardCharsets.UTF_8).length);
            return read;
        }
    }
}
