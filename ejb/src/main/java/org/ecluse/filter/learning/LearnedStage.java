package org.ecluse.filter.learning;

import java.util.List;
import java.util.Set;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/**
 * Asks the shipped model what it thinks of the words and the build of a message, and of what the rules found. The words that told
 * most stand in the detail, as the mail has them.
 */
public final class LearnedStage implements FilterStage {
    public static final String SPAM = "LEARNED_SPAM";
    public static final String HAM = "LEARNED_HAM";
    /** Everything this stage can find. */
    public static final Set<String> SYMBOLS = Set.of(SPAM, HAM);

    /** Findings about the engines of this service; what they were able to do says nothing about a mail, and may differ at a second look. */
    private static final List<String> OF_THE_SERVICE = List.of("SCANNER_", "ANTIVIRUS_", "VOICE_");

    private static final int MOST_WORDS = 8;

    private final BaseModel model;

    public LearnedStage(BaseModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "learned";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        return examine(mail, List.of());
    }

    @Override
    public StageResult examine(MailTransaction mail, List<Finding> before) {
        List<Finding> ofMail = before.stream()
                .filter(finding -> OF_THE_SERVICE.stream().noneMatch(finding.symbol()::startsWith))
                .toList();
        TokenBag bag = Tokenizer.of(mail, ofMail);
        mail.tokens().keep(bag);
        double strength = model.boundedStrength(bag.toArray());
        boolean spam = strength > 0;
        if (strength == 0) {
            return StageResult.nothing();
        }
        String words = String.join(", ", model.telling(bag, spam, MOST_WORDS));
        return StageResult.of(new Finding(spam ? SPAM : HAM, Math.abs(strength), words));
    }
}
