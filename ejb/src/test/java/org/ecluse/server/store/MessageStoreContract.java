package org.ecluse.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecluse.filter.SenderFacts;
import org.ecluse.mail.MessageId;
import org.ecluse.mail.RawMessage;
import org.ecluse.store.MessageStore;
import org.ecluse.store.StoredEnvelope;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every message store does (decisions: Keeping mail). */
@Covers("B1")
abstract class MessageStoreContract {
    static final StoredEnvelope ENVELOPE = new StoredEnvelope(
            "INBOUND",
            Instant.parse("2026-02-03T04:05:06.789Z"),
            "sénder@example.org",
            List.of(
                    new StoredEnvelope.Recipient("a@example.com", "FAILURE,DELAY", "rfc822;a+40example.com"),
                    new StoredEnvelope.Recipient("\"b \\\" c\"@example.com", "", "")),
            "2001:db8::1",
            "mail.example.org",
            true,
            "UTF8SMTPS",
            "HDRS",
            "id+2B1",
            List.of("EARLY_TALKER"),
            Optional.of(new SenderFacts(
                    SenderFacts.SpfResult.SOFTFAIL,
                    Optional.of("example.org"),
                    SenderFacts.ReverseName.CONFIRMED,
                    Optional.of("mail.example.org"),
                    OptionalInt.of(24),
                    SenderFacts.HeloName.FORBIDDEN,
                    true,
                    Optional.of("not from here"))));

    abstract MessageStore store();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2000, 65_535, 65_536, 65_537, 262_143, 262_144, 262_145, 524_288, 3_000_001})
    void whatIsKeptComesBackByteForByte(int sizeBytes) throws IOException {
        byte[] content = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        MessageId id = newId();
        store().keep(id, ENVELOPE, new BytesMessage(content));
        assertThat(read(id)).isEqualTo(content);
        assertThat(store().envelope(id)).contains(ENVELOPE);
    }

    @Test
    void removedContentIsGoneAndRemovingTwiceIsNoError() throws IOException {
        MessageId id = keep("hello");
        store().remove(id);
        store().remove(id);
        assertThat(store().open(id)).isEmpty();
        assertThat(store().envelope(id)).isEmpty();
    }

    @Test
    void contentThatFailsWhileReadLeavesNothing() throws IOException {
        MessageId id = newId();
        RawMessage broken = new RawMessage() {
            @Override
            public long sizeBytes() {
                return 600_000;
            }

            @Override
            public InputStream open() {
                return new InputStream() {
                    private int given;

                    @Override
                    public int read() throws IOException {
                        if (given++ > 500_000) {
                            throw new IOException("the client went away");
                        }
                        return 'x';
                    }
                };
            }
        };
        assertThatThrownBy(() -> store().keep(id, ENVELOPE, broken)).isInstanceOf(IOException.class);
        assertThat(store().open(id)).isEmpty();
        assertThat(ids()).doesNotContain(id);
    }

    @Test
    void contentShorterThanItsSizeIsRefused() throws IOException {
        MessageId id = newId();
        RawMessage lying = new RawMessage() {
            @Override
            public long sizeBytes() {
                return 10;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[9]);
            }
        };
        assertThatThrownBy(() -> store().keep(id, ENVELOPE, lying)).isInstanceOf(IOException.class);
        assertThat(store().open(id)).isEmpty();
    }

    @Test
    void listsEveryIdOnce() throws IOException {
        List<MessageId> kept = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            kept.add(keep("message " + i));
        }
        MessageId removed = kept.remove(7);
        store().remove(removed);
        assertThat(ids()).doesNotHaveDuplicates().containsAll(kept).doesNotContain(removed);
    }

    @Test
    void manyClientsKeepAtOnce() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Future<MessageId>> kept = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String text = "message " + i;
                kept.add(clients.submit(() -> keep(text)));
            }
            for (int i = 0; i < kept.size(); i++) {
                assertThat(new String(read(kept.get(i).get()), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("message " + i);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void knowsItsFreeSpace() throws IOException {
        assertThat(store().freeBytes()).isPositive();
    }

    final MessageId keep(String text) throws IOException {
        MessageId id = newId();
        store().keep(id, ENVELOPE, BytesMessage.of(text));
        return id;
    }

    final List<MessageId> ids() throws IOException {
        List<MessageId> ids = new ArrayList<>();
        store().eachBatch(ids::addAll);
        return ids;
    }

    private byte[] read(MessageId id) throws IOException {
        try (InputStream in = store().open(id).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private static MessageId newId() {
        return MessageId.create(Clock.systemUTC());
    }
}
