package org.ecluse.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.ecluse.mail.Budget.BudgetExceededException;

/**
 * Reads a message within bounds, as the standards say and as other mail programs may: depth {@value #DEEPEST}, {@value #MOST_PARTS} parts, bounded header, text and decoded
 * size. Bad mail is described in {@link ParsedMessage#faults()}, never thrown. Safe for use by many threads.
 */
public final class MailReader {
    /** mime4j overflows the stack at some 20,000; no mail program shows that much. */
    static final int DEEPEST = 50;

    static final int MOST_PARTS = 1000;

    static final MimeConfig CONFIG = MimeConfig.custom()
            .setMaxLineLen(1_000_000)
            .setMaxHeaderLen(1_000_000)
            .setMaxHeaderCount(10_000)
            .setMaxContentLen(-1)
            .setCountLineNumbers(false)
            .build();

    private final Supplier<FileOpener> openers;

    /** Reads parts without looking into files. */
    public MailReader() {
        this(() -> FileOpener.NONE);
    }

    /** @param openers gives each message one of its own */
    public MailReader(Supplier<FileOpener> openers) {
        this.openers = openers;
    }

    /**
     * @param budget its bytes bound the decoded size, its entries the parts
     * @throws IOException if the message cannot be read from where it is kept
     */
    public ParsedMessage read(RawMessage raw, Budget budget) throws IOException {
        try (FileOpener opener = openers.get()) {
            MessageDraft draft = new MessageDraft(budget, opener);
            guarded(draft, () -> opener.expect(raw.sizeBytes()));
            guarded(draft, () -> readAsTheStandardSays(raw, budget, draft));
            guarded(draft, () -> draft.lookFurther(raw));
            return draft.finish();
        }
    }

    private static void readAsTheStandardSays(RawMessage raw, Budget budget, MessageDraft draft)
            throws IOException, MimeException {
        try (InputStream wire = raw.open()) {
            MimeTokenStream tokens = new MimeTokenStream(CONFIG, new HeaderMonitor(draft), null);
            tokens.parse(wire);
            while (tokens.getState() != EntityState.T_END_OF_STREAM && draft.accept(tokens)) {
                budget.check();
                tokens.next();
            }
        }
    }

    private interface Reading {
        void read() throws IOException, MimeException;
    }

    private static void guarded(MessageDraft draft, Reading reading) throws IOException {
        try {
            reading.read();
        } catch (BudgetExceededException e) {
            draft.fault(e.isTime() ? MailFault.READ_TIME : MailFault.MIME_SIZE);
        } catch (MimeException | MimeIOException e) {
            draft.fault(MailFault.MIME_UNREADABLE);
        } catch (RuntimeException | StackOverflowError e) {
            // One mail that breaks the reader must not be answered 451 for five days: it is held, with this finding.
            draft.fault(MailFault.READER_FAILED);
        }
    }

    /** Notes lines that are no field, which the reader skips (RFC 5322 section 2.2). */
    private static final class HeaderMonitor extends DecodeMonitor {
        private final MessageDraft draft;

        HeaderMonitor(MessageDraft draft) {
            this.draft = draft;
        }

        @Override
        public boolean warn(String error, String dropDescription) {
            if (error.contains(Event.INVALID_HEADER.toString())) {
                draft.fault(MailFault.HEADER_MALFORMED);
            }
            return false; // goes on reading
        }

        @Override
        public boolean isListening() {
            return true;
        }
    }
}
