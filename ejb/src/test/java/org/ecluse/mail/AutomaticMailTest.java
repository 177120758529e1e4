package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.ecluse.testkit.BytesMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutomaticMailTest {
    private static final ReversePath SOMEBODY = ReversePath.of(EmailAddress.parse("anna@partner.example"));

    private final AutomaticMail automatic = new AutomaticMail("mx.service.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; why=vacation",
                "Precedence: bulk",
                "List-Id: <news.shop.example>",
                "List-Unsubscribe: <https://shop.example/leave>",
                "X-Auto-Response-Suppress: All",
                "Feedback-ID: 1:2:3",
                "Content-Type: multipart/report; boundary=x",
                "Received: from a.example by MX.service.example with ESMTP id 1; Fri, 27 Nov 2026 10:00:00 +0000",
            })
    void isAnsweredByNobody(String field) throws IOException {
        assertThat(automatic.is(SOMEBODY, mail(field))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: no; because=a person wrote it",
                "Content-Type: text/plain",
                "Received: from a.example by mx.partner.example with ESMTP id 1; Fri, 27 Nov 2026 10:00:00 +0000",
            })
    void aPersonsMailIsNot(String field) throws IOException {
        assertThat(automatic.is(SOMEBODY, mail(field))).isFalse();
        assertThat(automatic.is(ReversePath.of(Optional.empty()), mail(field)))
                .as("from the null sender")
                .isTrue();
    }

    private static ParsedMessage mail(String field) throws IOException {
        return new MailReader()
                .read(
                        BytesMessage.of(field + "\r\nSubject: *\r\n\r\n*\r\n"),
                        Budget.of(Duration.ofSeconds(5), 1 << 20, 1_000));
    }
}
