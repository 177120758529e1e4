package org.ecluse.filter.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.RawMessage;
import org.ecluse.policy.FilterPolicy;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers({"R2.3", "R2.11"})
class SizeLimitStageTest {
    @ParameterizedTest
    @CsvSource({"26214399, 0", "26214400, 0", "26214401, 1"})
    void bytesOnTheWireAboveTheLimitAreNoted(long sizeBytes, int findings) {
        RawMessage raw = new RawMessage() {
            @Override
            public long sizeBytes() {
                return sizeBytes;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream("From: a@example.org\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        };
        MailTransaction mail = Mails.transaction(raw);
        StageResult result = new SizeLimitStage().examine(Mails.copy(mail, Mails.policy(FilterPolicy.DEFAULT)));
        assertThat(((StageResult.Findings) result).list()).hasSize(findings);
    }
}
