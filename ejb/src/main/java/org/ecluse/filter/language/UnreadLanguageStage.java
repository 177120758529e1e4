package org.ecluse.filter.language;

import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.verdict.LanguageFinding;
import org.ecluse.verdict.StageResult;

/** Notes mail in a language that nobody here reads, if the policy names those that people read (R2.9). */
public final class UnreadLanguageStage implements RecipientStage {
    @Override
    public String name() {
        return "unread-language";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        return new StageResult.Findings(LanguageFinding.unread(
                copy.contentFindings(), copy.policy().policy().languages()));
    }
}
