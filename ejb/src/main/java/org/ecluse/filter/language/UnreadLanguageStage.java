package org.ecluse.filter.language;

import java.util.List;
import java.util.Set;
import org.ecluse.filter.RecipientStage;
import org.ecluse.filter.RecipientTransaction;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.Ground;
import org.ecluse.verdict.StageResult;

/** Notes mail in a language that nobody here reads, if the policy names those that people read (R2.9). */
public final class UnreadLanguageStage implements RecipientStage {
    @Override
    public String name() {
        return "unread-language";
    }

    @Override
    public StageResult examine(RecipientTransaction copy) {
        return new StageResult.Findings(
                findings(copy.contentFindings(), copy.policy().policy().languages()));
    }

    /** What a policy finds in a message of which {@code content} was found. {@code read} empty: every language is read. */
    public static List<Finding> findings(List<Finding> content, Set<String> read) {
        return content.stream()
                .filter(finding -> finding.symbol().equals(Ground.LANGUAGE))
                .filter(finding -> !read.isEmpty() && !read.contains(LanguageStage.code(finding.detail())))
                .map(finding -> Finding.of(Ground.LANGUAGE_UNREAD, finding.detail()))
                .toList();
    }
}
