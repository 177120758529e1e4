package org.ecluse.filter.voices;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.filter.AtOnce;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/**
 * Asks other spam filters, all at once. Each makes one finding, which weighs like any other and names the filter's own symbols; one that
 * does not answer is noted and holds nothing up, unless the policy gives {@value #SILENT} points.
 */
public final class VoicesStage implements FilterStage {
    /** What rspamd says. */
    public static final String RSPAMD = "VOICE_RSPAMD";
    /** What SpamAssassin says. */
    public static final String SPAMASSASSIN = "VOICE_SPAMASSASSIN";
    /** A voice did not answer. */
    static final String SILENT = "VOICE_SILENT";

    private final List<SpamVoice> voices;
    private final long largestBytes;
    private final AtOnce asking;

    /**
     * @param largestBytes larger mail is not shown to them: spam is small, and they are slow
     * @param asking how long they have together
     */
    public VoicesStage(List<SpamVoice> voices, long largestBytes, AtOnce asking) {
        this.voices = List.copyOf(voices);
        this.largestBytes = largestBytes;
        this.asking = asking;
    }

    @Override
    public String name() {
        return "voices";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        if (voices.isEmpty() || mail.sizeBytes() > largestBytes) {
            return StageResult.nothing();
        }
        List<VoiceAnswer> answers =
                asking.ask(voices, mail.budget(), (voice, time) -> voice.listen(mail, time), VoiceAnswer.Silent::new);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            findings.add(finding(voices.get(i), answers.get(i)));
        }
        return new StageResult.Findings(findings);
    }

    private static Finding finding(SpamVoice voice, VoiceAnswer answer) {
        if (answer instanceof VoiceAnswer.Score score) {
            return new Finding(voice.symbol(), score.multiplier(), score.text());
        }
        return Finding.of(SILENT, voice.name() + ": " + ((VoiceAnswer.Silent) answer).reason());
    }
}
