package org.ecluse.server.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.ecluse.filter.virus.EngineVersion;
import org.ecluse.filter.virus.ScanAnswer;
import org.ecluse.mail.Budget;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;
import org.ecluse.server.scanning.EngineState.Health;
import org.ecluse.server.scanning.EngineState.LastAnswer;
import org.ecluse.server.scanning.EngineState.Said;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.testkit.MovingClock;
import org.junit.jupiter.api.Test;

/** What is known of an engine, and when an alert is due. */
@Covers({"R2.5", "B8"})
class WatchedEngineTest {
    private static final RawMessage MAIL = Mails.raw("From: a@example.org\n\nbody\n");
    private static final Duration LIMIT = Duration.ofDays(3);

    private final MovingClock clock = new MovingClock(Mails.NOW);
    private final FakeEngine fake = new FakeEngine();
    private final WatchedEngine engine = new WatchedEngine(fake, true, LIMIT, clock);

    private static EngineVersion aged(Duration age) {
        return new EngineVersion("Fake", "1", Optional.empty(), Optional.of(age));
    }

    private static final class FakeEngine implements AntivirusEngine {
        private ScanAnswer answer = new ScanAnswer.Clean(aged(Duration.ZERO));
        private Optional<EngineVersion> version = Optional.of(aged(Duration.ZERO));

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
            return answer;
        }

        @Override
        public EngineVersion askVersion() throws IOException {
            return version.orElseThrow(() -> new IOException("down"));
        }
    }

    private EngineState scanned(ScanAnswer answer) {
        fake.answer = answer;
        assertThat(engine.scan(MAIL, Mails.parsed(MAIL), Mails.budget())).isSameAs(answer);
        return engine.state();
    }

    @Test
    void nobodyHasAskedItYet() {
        assertThat(engine.state().health()).isEqualTo(Health.UNCHECKED);
        assertThat(engine.state().last()).isEmpty();
        assertThat(engine.stateWithin(Duration.ofMinutes(1)).health()).isEqualTo(Health.ANSWERS);
    }

    @Test
    void signaturesOverTheLimitAreOldUntilTheyAreRenewed() {
        fake.version = Optional.of(aged(LIMIT));
        assertThat(engine.look().health()).isEqualTo(Health.ANSWERS);
        fake.version = Optional.of(aged(LIMIT.plusSeconds(1)));
        clock.forward(Duration.ofMinutes(1));
        EngineState old = engine.look();
        assertThat(old.health()).isEqualTo(Health.OLD);
        assertThat(old.answers()).isTrue();
        assertThat(old.since()).isEqualTo(Mails.NOW.plusSeconds(60));
        fake.version = Optional.of(aged(Duration.ZERO));
        assertThat(engine.look().health()).isEqualTo(Health.ANSWERS);
    }

    @Test
    void oneThatDoesNotTellWhatItIsIsSilentUntilItDoes() {
        fake.version = Optional.empty();
        EngineState silent = engine.look();
        assertThat(silent.health()).isEqualTo(Health.SILENT);
        assertThat(silent.problem()).isEqualTo("down");
        fake.version = Optional.of(aged(Duration.ZERO));
        assertThat(engine.look().health()).isEqualTo(Health.ANSWERS);
        assertThat(engine.state().problem()).isEmpty();
    }

    @Test
    void oneMessageTooMuchForItIsNoSilenceThreeAre() {
        engine.look();
        ScanAnswer.Unavailable blind = new ScanAnswer.Unavailable("size limit");
        assertThat(scanned(blind).health()).isEqualTo(Health.ANSWERS);
        assertThat(scanned(blind).health()).isEqualTo(Health.ANSWERS);
        EngineState silent = scanned(blind);
        assertThat(silent.health()).isEqualTo(Health.SILENT);
        assertThat(silent.silent()).isEqualTo(3);
        assertThat(silent.last()).contains(new LastAnswer(Said.NOTHING, "size limit", Mails.NOW));
        assertThat(scanned(new ScanAnswer.Clean(aged(Duration.ZERO))).health()).isEqualTo(Health.ANSWERS);
    }

    @Test
    void itsLastAnswerIsKept() {
        EngineState state = scanned(new ScanAnswer.Infected(aged(Duration.ZERO), "Worm.X"));
        assertThat(state.last()).contains(new LastAnswer(Said.INFECTED, "Worm.X", Mails.NOW));
        assertThat(state.answered()).isOne();
        assertThat(state.version()).isEqualTo("Fake 1, signatures unchanged for 0 min");
    }

    @Test
    void aLookIsNotRepeatedWhileItIsFresh() {
        engine.look();
        fake.version = Optional.empty();
        clock.forward(Duration.ofSeconds(19));
        assertThat(engine.stateWithin(Duration.ofSeconds(20)).health()).isEqualTo(Health.ANSWERS);
        clock.forward(Duration.ofSeconds(2));
        assertThat(engine.stateWithin(Duration.ofSeconds(20)).health()).isEqualTo(Health.SILENT);
    }

    @Test
    void eachChangeIsLoggedOnce() {
        try (LogLines log = new LogLines()) {
            lookAndLog();
            lookAndLog();
            fake.version = Optional.empty();
            lookAndLog();
            lookAndLog();
            fake.version = Optional.of(aged(LIMIT.plusSeconds(1)));
            lookAndLog();
            lookAndLog();
            assertThat(log.written)
                    .hasSize(3)
                    .satisfies(lines -> assertThat(lines.get(0)).contains("fake answers"))
                    .satisfies(lines -> assertThat(lines.get(1)).contains("fake does not answer: down"))
                    .satisfies(lines -> assertThat(lines.get(2)).contains("fake: the signatures are old"));
        }
    }

    private void lookAndLog() {
        engine.look();
        engine.watch().logChange();
    }

    /** What the server logs while it is open. */
    private static final class LogLines extends Handler implements AutoCloseable {
        final List<String> written = new ArrayList<>();
        private final Logger logger = Logger.getLogger("org.ecluse");

        LogLines() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            written.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
