package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ecluse.filter.MessageAuthentication;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.MessageId;
import org.ecluse.verdict.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeTest {
    @TempDir
    private Path data;

    @Test
    void domainsAreAskedForWhatTheStagesReadInTheMessage() throws Exception {
        KeptMail mail = new KeptMail(data);
        Reply reply = mail.taken(
                MessageId.create(mail.clock),
                KeptMail.CLEAN + "See https://www.minutes.example/3 for more of them.\r\n",
                KeptMail.spf(SpfResult.NONE),
                List.of("ann@demo.example"),
                List.of(),
                MessageAuthentication.NONE);
        assertThat(reply).isEqualTo(Reply.ACCEPTED);
        assertThat(mail.domains.asked).containsExactly("l minutes.example");
    }
}
