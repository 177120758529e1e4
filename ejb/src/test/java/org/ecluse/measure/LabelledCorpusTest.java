package org.ecluse.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.ecluse.measure.LabelledCorpus.Sample;
import org.junit.jupiter.api.Test;

class LabelledCorpusTest {
    /** Else what was learned from a message would be asked about it, and every figure would flatter. */
    @Test
    void pointsOfTheRulesHoldNothingLearned() throws IOException {
        String mail = """
                From: Ada <ada@example.org>
                To: bob@demo.example
                Subject: A business proposal for you
                Date: Mon, 2 Mar 2026 09:59:00 GMT
                Message-ID: <1.test@sender.example>

                We help shops like yours to sell more to the people who already know them; please answer and tell us when we may call.
                """;
        Sample sample = new LabelledCorpus()
                .read(
                        new String[] {"a", "spam", "own", "en", "", "", "a"},
                        mail.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        assertThat(sample.meaning()).as("it would be read").isNotEmpty();
        assertThat(sample.rules())
                .as("without the points for or against its meaning")
                .isBetween(0.0, 20.0);
    }
}
