package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;

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
}
