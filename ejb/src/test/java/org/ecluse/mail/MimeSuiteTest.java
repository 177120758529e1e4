package org.ecluse.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.Suites;
import org.junit.jupiter.api.Test;

/** Torture messages of ten other parsers: read within bounds, never an exception. */
@Covers("R1.10")
class MimeSuiteTest {
    @Test
    void everyTortureMessageIsReadWithinItsBounds() throws IOException {
        Map<String, byte[]> files = Suites.tar("mime/open.tar.xz");
        int parts = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Budget budget = Budget.of(Duration.ofSeconds(2), 100_000_000, 2000);
            ParsedMessage mail = new MailReader().read(Mails.raw(file.getValue()), budget);
            parts += mail.parts().size();
            assertThat(mail.faults()).as(file.getKey()).doesNotContain("READ_TIME", "READER_FAILED", "MIME_UNREADABLE");
            assertThat(mail.parts().size()).as(file.getKey()).isLessThanOrEqualTo(MailReader.MOST_PARTS);
        }
        assertThat(files.size()).isGreaterThan(600);
        assertThat(parts).isGreaterThan(files.size());
    }
}
