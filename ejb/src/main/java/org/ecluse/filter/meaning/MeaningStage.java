package org.ecluse.filter.meaning;

import java.util.List;
import java.util.Optional;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;

/**
 * Reads a message again of which words and build left it open what it is, now for what it means. It knows English, so it is silent about other languages, which are judged
 * without it. It takes milliseconds, so it is not asked where its answer could not change a verdict. Runs after the model of words and build and after the language was told.
 */
public final class MeaningStage implements FilterStage {
    public static final String SPAM = "MEANING_SPAM";
    public static final String HAM = "MEANING_HAM";
    /** It could not read; mail does not wait for it, unless the policy gives points. */
    public static final String SILENT = "MEANING_SILENT";

    private static final String LEARNED = "LEARNED_SPAM";
    /** What was learned was taken back. */
    private static final String DECLARED = "MAILING_DECLARED";

    /** 20 points for spam: a message of which less is known is good, as far as words tell. */
    private static final double DOUBT_FROM = 1;
    /** 160 points: more than {@link MeaningWeights} could take back to the usual threshold of 100. */
    private static final double DOUBT_TO = 8;

    private final TextReader reader;
    private final MeaningWeights weights;

    public MeaningStage(TextReader reader, MeaningWeights weights) {
        this.reader = reader;
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

    private static boolean isOpen(List<Finding> before) {
        return before.stream().noneMatch(found -> found.symbol().equals(DECLARED))
                && before.stream().anyMatch(found -> found.symbol().equals(LEARNED) && isDoubtful(found.multiplier()));
    }

    /** Whether the model of words and build leaves it open; {@code strength} above 0 speaks for spam. */
    public static boolean isDoubtful(double strength) {
        return strength >= DOUBT_FROM && strength < DOUBT_TO;
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
