package org.ecluse.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ecluse.server.intake.KeptMail.spf;

import java.nio.file.Path;
import java.util.List;
import org.ecluse.filter.SenderFacts;
import org.ecluse.filter.SenderFacts.SpfResult;
import org.ecluse.mail.MessageId;
import org.ecluse.server.policy.PolicyDocument;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestPersistence;
import org.ecluse.verdict.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Covers("R2.10")
class NoticeDeskTest {
    private static final String NOTICES = "SELECT party, address, recipient FROM notice ORDER BY id";
    private static final String BIG = "From: Ada <ada@example.org>\r\nTo: ann@demo.example\r\nSubject: Big\r\n%s\r\n"
            + "The minutes of Tuesday's meeting are ready.\r\n".repeat(50);

    @TempDir
    private Path data;

    private KeptMail mail;

    @BeforeEach
    void start() {
        mail = new KeptMail(data, TestPersistence.empty());
        mail.publish(mail.domain, PolicyDocument.parse("""
                {"maxSizeBytes":1024,"notices":{"recipient":["SIZE"],"administrator":["SIZE"],"sender":["SIZE"],
                 "address":"admin@demo.example"}}
                """));
    }

    @Test
    void everybodyWhomThePolicyNamesIsNotedOnceTheCopyIsHeld() throws Exception {
        take("", spf(SpfResult.PASS));
        assertThat(mail.read(NOTICES)).contains("RECIPIENT ann@demo.example ann@demo.example");
        assertThat(mail.read(NOTICES))
                .contains(
                        "ADMINISTRATOR admin@demo.example ann@demo.example", "SENDER ada@example.org ann@demo.example");
    }

    @Test
    void aSenderWhoIsNotProvenIsNotNoted() throws Exception {
        take("", spf(SpfResult.NONE));
        assertThat(mail.read(NOTICES)).hasSize(2).noneMatch(line -> line.startsWith("SENDER"));
    }

    @Test
    void automaticMailHasNoSenderToTell() throws Exception {
        take("Auto-Submitted: auto-replied\r\n", spf(SpfResult.PASS));
        take("List-Id: <news.example.org>\r\n", spf(SpfResult.PASS));
        take("Precedence: bulk\r\n", spf(SpfResult.PASS));
        assertThat(mail.read(NOTICES)).hasSize(6).noneMatch(line -> line.startsWith("SENDER"));
    }

    @Test
    void ourOwnNoticeThatComesBackCallsForNone() throws Exception {
        String own = BIG.formatted("").replace("ada@example.org", "quarantaine@service.ecluse.test");
        mail.taken(MessageId.create(mail.clock), own, spf(SpfResult.PASS), List.of("ann@demo.example"), List.of());
        assertThat(mail.read("SELECT state FROM recipient_copy")).containsExactly("QUARANTINED");
        assertThat(mail.read(NOTICES)).isEmpty();
    }

    @Test
    void deliveredMailAndAPolicyWithoutNoticesLeaveNothing() throws Exception {
        mail.domain("quiet.example");
        mail.taken(
                MessageId.create(mail.clock),
                KeptMail.CLEAN,
                spf(SpfResult.PASS),
                List.of("ann@demo.example"),
                List.of());
        mail.taken(
                MessageId.create(mail.clock),
                "Precedence: bulk\r\nList-Unsubscribe: <https://a.example/u>\r\n" + BIG.formatted(""),
                spf(SpfResult.PASS),
                List.of("ann@quiet.example"),
                List.of());
        assertThat(mail.read(NOTICES)).isEmpty();
    }

    private void take(String headers, SenderFacts sender) throws Exception {
        assertThat(mail.taken(
                        MessageId.create(mail.clock),
                        BIG.formatted(headers),
                        sender,
                        List.of("ann@demo.example"),
                        List.of()))
                .isEqualTo(Reply.ACCEPTED);
    }
}
