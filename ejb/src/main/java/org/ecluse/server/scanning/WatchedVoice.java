package org.ecluse.server.scanning;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.ecluse.filter.MailTransaction;
import org.ecluse.filter.voices.SpamVoice;
import org.ecluse.filter.voices.VoiceAnswer;
import org.ecluse.mail.Budget;
import org.ecluse.server.scanning.EngineState.Said;

/** A configured voice, and what is known of it. No mail ever waits for it. */
public final class WatchedVoice implements SpamVoice, Watched {
    private static final Duration NEVER_OLD = Duration.ofDays(Integer.MAX_VALUE);

    private final VoiceEngine voice;
    private final EngineWatch watch;
    private volatile Told told = Told.NOTHING;

    WatchedVoice(VoiceEngine voice, Clock clock) {
        this.voice = voice;
        this.watch = new EngineWatch(voice.name(), false, NEVER_OLD, clock);
    }

    @Override
    public String name() {
        return voice.name();
    }

    @Override
    public String symbol() {
        return voice.symbol();
    }

    @Override
    public VoiceAnswer listen(MailTransaction mail, Budget budget) {
        VoiceAnswer answer = voice.listen(mail, budget);
        if (answer instanceof VoiceAnswer.Score score) {
            watch.answered(Said.SCORED, score.text(), told);
        } else if (answer instanceof VoiceAnswer.Silent silent) {
            watch.silent(silent.reason());
        }
        return answer;
    }

    @Override
    public EngineState look() {
        try {
            told = Told.of(voice.askVersion());
            watch.told(told);
        } catch (IOException e) {
            watch.toldNothing(PlainLine.why(e)); // what the page and the alert tell
        }
        return watch.state();
    }

    @Override
    public EngineWatch watch() {
        return watch;
    }
}
