package org.ecluse.filter.meaning;

import java.util.List;
import java.util.Optional;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.policy.Weights;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;

/**
 * Reads a message again of which everything else left it open what it is, now for what it means. It knows English, so it is silent about other languages, which are judged
 * without it. It takes milliseconds, so it is not asked where its answer would hardly change a verdict. Runs after all that weighs but other filters, and after the language was told.
 */
public final class MeaningStage implements FilterStage {
    public static final String SPAM = "MEANING_SPAM";
    public static final String HAM = "MEANING_HAM";
    /** It could not read; mail does not wait for it, unless the policy gives points. */
    public static final String SILENT = "MEANING_SILENT";

    /** What was learned was taken back. */
    private static final String DECLARED = "MAILING_DECLARED";

    /** Below, the message stays far from the usual threshold of 100 whatever {@link MeaningWeights} adds; above, what is added later or a stricter policy can do the rest. */
    private static final double DOUBT_FROM = 0;
    /** Points from which on it is held whatever {@link MeaningWeights} takes back. */
    private static final double DOUBT_TO = 160;

    private final TextReader reader;
    private final MeaningWeights weights;
    private final Weights points;

    /** @param points by which it is told whether a message is in doubt; a policy that overrides some is judged by its own all the same */
    public MeaningStage(TextReader reader, MeaningWeights weights, Weights points) {
        this.reader = reader;
        this.points = points;
        this.weights = weights;
    }

    @Override
    public String name() {
        return "meaning";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        return StageResult.nothing();
    }

    @Override
    public StageResult examine(MailTransaction mail, List<Finding> before) {
        if (!isOpen(before) || !LanguageFinding.isTold("en", before)) {
            return StageResult.nothing();
        }
        mail.budget().check();
        try {
            Optional<float[]> meaning = reader.read(text(mail));
            return meaning.map(this::finding).map(StageResult::of).orElseGet(StageResult::nothing);
        } catch (ReaderUnavailableException e) {
            return StageResult.of(Finding.of(SILENT, e.getMessage()));
        }
    }

    private boolean isOpen(List<Finding> before) {
        double soFar = before.stream()
                .mapToDouble(found -> found.multiplier() * points.of(found.symbol()))
                .sum();
        return isDoubtful(soFar)
                && before.stream().noneMatch(found -> found.symbol().equals(DECLARED));
    }

    /** Whether a message with so many points could become spam, or none, by what this stage finds. */
    public static boolean isDoubtful(double points) {
        return points >= DOUBT_FROM && points < DOUBT_TO;
    }

    /** What is read: the subject stands first and once more in the words, as it says most. */
    public static String text(MailTransaction mail) {
        return mail.parsed().subject() + "." + mail.reading().words();
    }

    private Finding finding(float[] meaning) {
        double strength = weights.strength(meaning);
        double sure = 100 / (1 + Math.exp(-Math.abs(weights.logOdds(meaning))));
        return new Finding(strength > 0 ? SPAM : HAM, Math.abs(strength), Math.round(sure) + " %");
    }
}
