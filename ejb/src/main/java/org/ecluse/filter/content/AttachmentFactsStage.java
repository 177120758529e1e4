package org.ecluse.filter.content;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/** Notes attachments whose name deceives about what they are, and what opening them showed. */
public final class AttachmentFactsStage implements FilterStage {
    /** An archive may hold thousands of such files; a few of each kind explain it. */
    private static final int MOST_OF_A_KIND = 5;

    private static final Set<AttachmentClass> RUNNABLE =
            EnumSet.of(AttachmentClass.EXECUTABLE, AttachmentClass.SCRIPT, AttachmentClass.SHORTCUT);

    @Override
    public String name() {
        return "attachment-facts";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (MailPart part : mail.parsed().everyPart()) {
            mail.budget().check();
            for (Finding finding : facts(part)) {
                int count = counts.merge(finding.symbol(), 1, Integer::sum);
                if (count <= MOST_OF_A_KIND) {
                    // An archive of a hundred scripts is no worse than one of two: the first one counts, the next ones
                    // explain.
                    findings.add(count == 1 ? finding : new Finding(finding.symbol(), 0, finding.detail()));
                }
            }
        }
        return new StageResult.Findings(findings);
    }

    private static List<Finding> facts(MailPart part) {
        List<Finding> findings = new ArrayList<>();
        for (FileTrait trait : FileTrait.values()) {
            if (part.traits().contains(trait)) {
                findings.add(Finding.of(trait.symbol(), part.label()));
            }
        }
        for (String name : part.names()) {
            examine(name, part, findings);
        }
        return findings;
    }

    private static void examine(String name, MailPart part, List<Finding> findings) {
        FileName plain = FileName.of(name);
        boolean runnableName = plain.extensions().stream().anyMatch(e -> isRunnable(FileClasses.ofExtension(e)));
        if (runnableName && plain.hidesExtension()) {
            findings.add(Finding.of("ATTACHMENT_DOUBLE_EXTENSION", name));
        }
        if (!runnableName && isRunnable(FileClasses.ofType(part.detectedType()))) {
            findings.add(Finding.of("ATTACHMENT_TYPE_LIES", name + ": " + part.detectedType()));
        }
        // U+202E and its kin turn "exe.fdp" into what looks like "pdf.exe" reversed.
        if (name.chars().anyMatch(c -> (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))) {
            findings.add(Finding.of("ATTACHMENT_NAME_REVERSED", plain.plain()));
        }
    }

    private static boolean isRunnable(Set<AttachmentClass> classes) {
        return classes.stream().anyMatch(RUNNABLE::contains);
    }
}
