package org.ecluse.server.learning;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.ecluse.filter.Tokens;
import org.ecluse.filter.campaign.Sketch;
import org.ecluse.filter.learning.OwnTokens;
import org.ecluse.filter.learning.Tokenizer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailReader;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.reading.ReadOnce;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.server.scanning.ScanExecutor;

/** Takes a message apart as the filter does, on the bounded scan threads. No transaction may be open. */
@ApplicationScoped
public class LessonReader {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final long BYTE_BUDGET = 100L << 20;
    private static final long ENTRY_BUDGET = 5_000;

    @Inject
    MailReader reader;

    @Inject
    ScanExecutor executor;

    /** Empty, with a line in the log: it cannot be read now. */
    public Optional<LessonText> read(RawMessage message) {
        try {
            return Optional.of(executor.run(() -> {}, () -> readNow(message)));
        } catch (ScanExecutor.BusyException | TimeoutException | ExecutionException e) {
            ServerLog.LOG.lessonNotRead(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /**
     * As {@link #read}, in the caller's thread, which is a scan thread.
     *
     * @throws IOException the message cannot be read from where it is kept
     * @throws Budget.BudgetExceededException there is more in it than may be read
     */
    public LessonText readNow(RawMessage message) throws IOException {
        Budget budget = Budget.of(TIME, BYTE_BUDGET, ENTRY_BUDGET);
        ParsedMessage parsed = reader.read(message, budget);
        Tokens tokens = Tokenizer.of(parsed, new ReadOnce(parsed, message, budget).reading(), budget, List.of());
        return new LessonText(
                OwnTokens.of(tokens),
                Sketch.of(tokens, OwnTokens::isWord),
                parsed.first("From").orElse(""),
                parsed.subject());
    }
}
