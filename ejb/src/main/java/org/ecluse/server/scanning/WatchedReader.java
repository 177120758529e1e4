package org.ecluse.server.scanning;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ecluse.filter.meaning.ReaderUnavailableException;
import org.ecluse.filter.meaning.SentenceModel;
import org.ecluse.filter.meaning.TextReader;
import org.ecluse.server.scanning.EngineState.Said;

/** The sentence model of this process, and what is known of it. No mail ever waits for it. */
public final class WatchedReader implements TextReader, Watched {
    private static final Duration NEVER_OLD = Duration.ofDays(Integer.MAX_VALUE);
    private static final String NAME = "sentence model";
    /** Read at every look: that it was loaded does not say that it works. */
    private static final String SENTENCE =
            "The gate of the lock opens when the water stands as high on this side as on the other.";

    private final EngineWatch watch;

    WatchedReader(Clock clock) {
        this.watch = new EngineWatch(NAME, false, NEVER_OLD, clock);
    }

    @Override
    public Optional<float[]> read(String text) throws ReaderUnavailableException {
        try {
            Optional<float[]> meaning = TextReader.SHIPPED.read(text);
            watch.answered(Said.READ, "", Told.of(SentenceModel.shipped().version()));
            return meaning;
        } catch (ReaderUnavailableException e) {
            watch.silent(PlainLine.why(e));
            throw e;
        }
    }

    @Override
    public EngineState look() {
        try {
            SentenceModel model = SentenceModel.shipped();
            model.read(SENTENCE);
            watch.told(Told.of(model.version()));
        } catch (ReaderUnavailableException e) {
            watch.toldNothing(PlainLine.why(e)); // what the page and the alert tell
        }
        return watch.state();
    }

    @Override
    public EngineWatch watch() {
        return watch;
    }
}
