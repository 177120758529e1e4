package org.ecluse.filter.learning;

import java.util.List;
import java.util.Set;
import org.ecluse.filter.Tokens;
import org.ecluse.verdict.Finding;

/**
 * What a customer's own lessons say about a message: one finding, bounded, with the words that told most. It only adds to the score, or
 * takes from it: what is held for a virus, for phishing or by a rule stays held whatever was taught.
 */
public final class OwnVoice {
    public static final String SPAM = "OWN_LEARNED_SPAM";
    public static final String HAM = "OWN_LEARNED_HAM";
    /** What one recipient reported (R2.8), which counts for nobody else. */
    public static final String RECIPIENT_SPAM = "RECIPIENT_LEARNED_SPAM";
    /** Everything that own lessons can find. */
    public static final Set<String> SYMBOLS = Set.of(SPAM, HAM, RECIPIENT_SPAM);

    /** With the weight of 20 points that is 120: all that one user teaches is worth about half of it. */
    static final double MOST_UNITS = 6;
    /** Less is what any two mails have in common. */
    static final double LEAST_EVIDENCE = 0.15;
    /** What lessons have in common anyway is in messages of the other kind too, if not all of it. */
    static final double SHARE_OF_CUSTOM = 0.65;
    /** From here on the whole bound counts: what a lesson of an administrator gives for the same mail. */
    static final double FULL_EVIDENCE = 0.5;

    private static final int MOST_WORDS = 8;
    private static final int LEANING_STEPS = 1000;

    private OwnVoice() {}

    /** At most one finding; none where nothing that was taught is like it. */
    public static List<Finding> of(OwnModel model, Tokens tokens) {
        if (model.isEmpty()) {
            return List.of();
        }
        int[] chosen = OwnTokens.of(tokens);
        if (chosen.length < OwnTokens.LEAST) {
            return List.of();
        }
        double evidence = model.evidence(chosen);
        boolean spam = evidence > 0;
        double common = SHARE_OF_CUSTOM * (spam ? model.custom() : -model.custom());
        double units = units(Math.abs(evidence), Math.max(LEAST_EVIDENCE, common));
        if (units == 0) {
            return List.of();
        }
        List<String> words = TellingWords.of(
                tokens,
                i -> (int) (model.leaning(tokens.bucket(i)) * (spam ? LEANING_STEPS : -LEANING_STEPS)),
                MOST_WORDS);
        return List.of(new Finding(spam ? SPAM : HAM, units, String.join(", ", words)));
    }

    private static double units(double evidence, double least) {
        double share = (evidence - least) / (FULL_EVIDENCE - LEAST_EVIDENCE);
        return Math.round(MOST_UNITS * Math.max(0, Math.min(1, share)) * 100) / 100.0;
    }
}
