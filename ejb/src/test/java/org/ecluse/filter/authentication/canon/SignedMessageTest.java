package org.ecluse.filter.authentication.canon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.ecluse.mail.Budget;
import org.ecluse.mail.RawMessage;
import org.ecluse.testkit.BytesMessage;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header bounded and in memory, body as a stream and once. */
@Covers("R1.11")
class SignedMessageTest {
    private static final int LARGE_BYTES = 50_000_000;
    private static final BodyScope RELAXED = BodyScope.whole(Canonicalization.RELAXED);
    private static final BodyScope SIMPLE = BodyScope.whole(Canonicalization.SIMPLE);

    @Test
    void fiftyMegabytesAreHashedInOnePassAndLittleMemory() throws IOException {
        Generated message = new Generated("From: a@example.org\r\n\r\n", "word  word word word \r\n", LARGE_BYTES);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        SignedMessage signed = SignedMessage.read(message, budget());
        signed.want(RELAXED);
        signed.want(SIMPLE);
        for (int i = 1; i < 9; i++) {
            signed.want(new BodyScope(Canonicalization.SIMPLE, i * 5_000_000L));
        }
        BodyHash relaxed = signed.bodyHash(RELAXED);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
        assertThat(message.read).isLessThan(LARGE_BYTES + 200_000L);
        assertThat(relaxed.canonicalBytes()).isEqualTo(LARGE_BYTES / 23 * 21L);
        assertThat(signed.bodyHash(SIMPLE).canonicalBytes()).isEqualTo(LARGE_BYTES / 23 * 23L);
        assertThat(message.opened).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 65_000, 65_536, 70_000, 300_000, 520_000})
    void aLongHeaderIsReadOn(int bytes) throws IOException {
        String field = "X: " + "y".repeat(bytes) + "\r\n";
        SignedMessage signed = SignedMessage.read(text(field + "From: a@example.org\r\n\r\nbody\r\n"), budget());
        assertThat(signed.header().isComplete()).isTrue();
        assertThat(signed.header().named("from")).hasSize(1);
        assertThat(signed.bodyHash(SIMPLE).sha256()).isEqualTo(NaiveForm.sha256("body\r\n"));
    }

    @Test
    void aHeaderWithoutEndIsNotReadToItsEnd() throws IOException {
        Generated message = new Generated("From: a@example.org\r\n", "X: yyyyyyyyyyyyyyyyyy\r\n", LARGE_BYTES);
        SignedMessage signed = SignedMessage.read(message, budget());
        assertThat(signed.header().isComplete()).isFalse();
        assertThat(message.read).isLessThan(1_000_000);
        assertThatThrownBy(() -> signed.bodyHash(SIMPLE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fiveThousandFieldsAreTheMost() throws IOException {
        String field = "X: y\r\n";
        assertThat(SignedMessage.read(text(field.repeat(4_999) + "\r\n"), budget())
                        .header()
                        .isComplete())
                .isTrue();
        assertThat(SignedMessage.read(text(field.repeat(5_001) + "\r\n"), budget())
                        .header()
                        .isComplete())
                .isFalse();
    }

    @Test
    void linesThatAreNoFieldsHaveNoName() throws IOException {
        String header = "From nobody Mon Jan  1\r\n: nothing\r\n folded: x\r\nTo: b@example.org\r\nno colon\r\n";
        MailHeader read = SignedMessage.read(text(" first\r\n" + header + "\r\n"), budget())
                .header();
        assertThat(read.fields()).extracting(HeaderField::name).containsExactly("", "", "", "to", "");
        assertThat(read.named("folded")).isEmpty();
    }

    @Test
    void theSizeThatWasSaidNeedNotBeRight() throws IOException {
        BytesMessage message = text("From: a@example.org\r\n\r\nbody\r\n");
        for (long said : new long[] {0, 1, 10, 29, 1_000_000}) {
            RawMessage wrong = new RawMessage() {
                @Override
                public long sizeBytes() {
                    return said;
                }

                @Override
                public InputStream open() {
                    return message.open();
                }
            };
            assertThat(SignedMessage.read(wrong, budget()).bodyHash(SIMPLE).sha256())
                    .isEqualTo(NaiveForm.sha256("body\r\n"));
        }
    }

    @Test
    void anEndedBudgetEndsThePass() throws IOException {
        long[] now = {0};
        Budget budget = Budget.of(Duration.ofSeconds(1), 1, 1, () -> now[0]);
        Generated message = new Generated("From: a@example.org\r\n\r\n", "line\r\n", LARGE_BYTES);
        SignedMessage signed = SignedMessage.read(message, budget);
        now[0] = 2_000_000_000L;
        assertThatThrownBy(() -> signed.bodyHash(SIMPLE)).isInstanceOf(Budget.BudgetExceededException.class);
        assertThat(message.read).isLessThan(200_000);
    }

    private static BytesMessage text(String text) {
        return new BytesMessage(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(60), 1 << 20, 1_000);
    }

    /** A message that is never in memory: a start, then a line as often as it goes into {@code bodyBytes}. */
    private static final class Generated implements RawMessage {
        private final byte[] start;
        private final byte[] line;
        private final long size;
        private long read;
        private int opened;

        Generated(String start, String line, int bodyBytes) {
            this.start = start.getBytes(StandardCharsets.US_ASCII);
            this.line = line.getBytes(StandardCharsets.US_ASCII);
            this.size = start.length() + (long) (bodyBytes / line.length()) * line.length();
        }

        @Override
        public long sizeBytes() {
            return size;
        }

        @Override
        public InputStream open() {
            opened++;
            return new InputStream() {
                private long at;

                @Override
                public int read() {
                    if (at == size) {
                        return -1;
                    }
                    read++;
                    long offset = at++;
                    return offset < start.length
                            ? start[(int) offset]
                            : line[(int) ((offset - start.length) % line.length)];
                }

                @Override
                public int read(byte[] into, int from, int length) {
                    int count = 0;
                    while (count < length) {
                        int octet = read();
                        if (octet < 0) {
                            return count == 0 ? -1 : count;
                        }
                        into[from + count++] = (byte) octet;
                    }
                    return count;
                }

                @Override
                public long skip(long bytes) {
                    long skipped = Math.min(bytes, size - at);
                    at += skipped;
                    return skipped;
                }
            };
        }
    }
}
