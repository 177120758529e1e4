package org.ecluse.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.queue.RetrySchedule;
import org.ecluse.queue.smtp.RecipientResult;
import org.ecluse.queue.smtp.RecipientResult.Outcome;
import org.ecluse.server.store.FileMessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.verdict.VerdictName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asked to be told of success is told, if nobody after us will (RFC 3461 section 5.2.2). */
class RelayedNoticeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path data;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private FileMessageStore store;
    private SenderNotices notices;
    private MessageId message;

    @BeforeEach
    void start() throws IOException {
        store = new FileMessageStore(data);
        RetrySchedule schedule = new RetrySchedule(Duration.ofMinutes(1), Duration.ofHours(2), Duration.ofDays(5));
        notices = new SenderNotices(
                store, schedule, Duration.ofHours(4), "mx.example.net", "postmaster@example.net", clock);
        message = MessageId.create(clock);
        StoredEnvelope envelope = new StoredEnvelope(
                "INBOUND",
                NOW,
                "s@example.org",
                List.of(new StoredEnvelope.Recipient("a@example.com", "SUCCESS", "rfc822;A@example.com")),
                "192.0.2.1",
                "client.example.org",
                false,
                "ESMTP",
                "",
                "env+2B1",
                List.of(),
                Optional.empty());
        store.keep(message, envelope, raw("Subject: hello\r\n\r\nbody\r\n"));
    }

    @Test
    void noticeNamesWhatWasAskedFor() throws IOException {
        List<Notice> made = notices.prepare(List.of(result("SUCCESS", true, false, "s@example.org")), NOW);
        assertThat(made).hasSize(1);
        assertThat(made.get(0).to()).hasToString("s@example.org");
        String dsn = text(made.get(0).id());
        assertThat(dsn)
                .contains("Action: relayed", "Status: 2.0.0", "Original-Envelope-Id: env+2B1")
                .contains("Original-Recipient: rfc822;A@example.com", "Subject: hello")
                .doesNotContain("body\r\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "asked for,                   SUCCESS,         true,  false, s@example.org, 1",
        "among others,                'DELAY,SUCCESS', true,  false, s@example.org, 1",
        "not asked for,               '',              true,  false, s@example.org, 0",
        "only failure,                FAILURE,         true,  false, s@example.org, 0",
        "never,                       NEVER,           true,  false, s@example.org, 0",
        "the next server tells,       SUCCESS,         true,  true,  s@example.org, 0",
        "the sender is not proven,    SUCCESS,         false, false, s@example.org, 0",
        "nobody sent it,              SUCCESS,         true,  false, '',            0",
    })
    void noticeOnlyWhereOneIsDue(
            String name, String notify, boolean allowed, boolean passedOn, String sender, int wanted)
            throws IOException {
        assertThat(notices.prepare(List.of(result(notify, allowed, passedOn, sender)), NOW))
                .hasSize(wanted);
    }

    private CopyResult result(String notify, boolean allowed, boolean passedOn, String sender) {
        ClaimedCopy copy = new ClaimedCopy(
                1,
                2,
                3,
                message,
                1,
                OptionalLong.of(1),
                OptionalLong.of(1),
                Locale.ENGLISH,
                "example.com",
                0,
                NOW,
                false,
                "a@example.com",
                "a@example.com",
                VerdictName.CLEAN,
                0,
                1,
                allowed,
                notify,
                "rfc822;A@example.com",
                true,
                sender,
                NOW,
                24,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        RecipientResult delivered =
                new RecipientResult(Outcome.DELIVERED, "2.0.0", "250 2.0.0 taken", true, "mail.example.com", passedOn);
        return new CopyResult(copy, delivered, true);
    }

    private String text(MessageId id) throws IOException {
        try (InputStream in = store.open(id).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RawMessage raw(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return new RawMessage() {
            @Override
            public long sizeBytes() {
                return octets.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets);
            }
        };
    }
}
