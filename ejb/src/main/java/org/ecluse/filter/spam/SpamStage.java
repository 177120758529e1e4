package org.ecluse.filter.spam;

import java.util.List;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.reading.PhraseBook;
import org.ecluse.verdict.StageResult;

/** Asks all spam rules; each finds, none decides (design section 4). */
public final class SpamStage implements FilterStage {
    private static final List<SpamRule> RULES = List.of(
            new TestStringRule(),
            new SenderRule(),
            new SubjectRule(),
            new AddressRule(),
            new OriginRule(),
            new StructureRule(),
            new HtmlRule(),
            new LinkRule(),
            new PhraseRule(PhraseBook.of(SpamStage.class, "phrases.txt")),
            new BrandRule(),
            new CompositeRule());

    @Override
    public String name() {
        return "spam";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        SpamView view = SpamView.of(mail);
        SpamNotes notes = new SpamNotes();
        for (SpamRule rule : RULES) {
            mail.budget().check();
            rule.examine(view, notes);
        }
        return new StageResult.Findings(notes.findings());
    }
}
