package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailReaderTest {
    @Test
    void plainTextHasOnePartThatIsShown() {
        ParsedMessage mail =
                Mails.parsed(Mails.raw("From: Anna <anna@example.org>\nSubject: =?utf-8?q?Caf=C3=A9?=\n\nBonjour\n"));
        assertThat(mail.subject()).isEqualTo("Café");
        assertThat(mail.from()).singleElement().satisfies(from -> {
            assertThat(from.displayName()).isEqualTo("Anna");
            assertThat(from.address()).hasToString("Optional[anna@example.org]");
        });
        assertThat(mail.parts()).singleElement().satisfies(part -> {
            assertThat(part.attachment()).isFalse();
            assertThat(part.detectedType()).isEqualTo("text/plain");
            assertThat(part.text()).contains("Bonjour\r\n");
        });
        assertThat(mail.faults()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a line that is no field,     'Subject: x%Bad header%X-A: b',         HEADER_MALFORMED",
        "an old envelope line,        'From a@example.org Mon%Subject: x',    HEADER_MALFORMED",
        "a folded field,              'Subject: x% y%\ty',                    ''",
        "a NUL octet,                 'Subject: x\0y',                        HEADER_CONTROL",
        "an escape,                   'Subject: x\u001b[31m',                 HEADER_CONTROL",
        "a field without a value,     'Subject:',                             ''",
    })
    void headerFaultsAreNoted(String name, String header, String fault) {
        ParsedMessage mail = Mails.parsed(Mails.raw(header.replace('%', '\n') + "\n\nbody\n"));
        assertThat(String.join(" ", mail.faults())).isEqualTo(fault);
        assertThat(mail.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.text()).contains("body\r\n"));
    }

    @ParameterizedTest
    @CsvSource({"127, ''", "129, HEADER_TOO_LONG"})
    void largeHeaderIsNotedAsAWhole(int kilobytes, String fault) {
        String field = "X-Filler: " + "x".repeat(1012) + "\n"; // 1 KB with its CRLF
        ParsedMessage mail = Mails.parsed(Mails.raw(field.repeat(kilobytes) + "\nbody\n"));
        assertThat(String.join(" ", mail.faults())).isEqualTo(fault);
    }

    @Test
    void manyFieldsAreNoted() {
        String fields = "X-Filler: x\n".repeat(1001);
        assertThat(Mails.parsed(Mails.raw(fields + "\nbody\n")).faults()).containsExactly("HEADER_TOO_LONG");
    }
}
