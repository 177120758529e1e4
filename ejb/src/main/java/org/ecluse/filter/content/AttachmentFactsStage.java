package org.ecluse.filter.content;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ecluse.filter.FilterStage;
import org.ecluse.filter.MailTransaction;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.AttachmentClass;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;

/** Notes attachments whose name deceives about what they are. */
public final class AttachmentFactsStage implements FilterStage {
    private static final Set<AttachmentClass> RUNNABLE =
            EnumSet.of(AttachmentClass.EXECUTABLE, AttachmentClass.SCRIPT, AttachmentClass.SHORTCUT);

    @Override
    public String name() {
        return "attachment-facts";
    }

    @Override
    public StageResult examine(MailTransaction mail) {
        List<Finding> findings = new ArrayList<>();
        for (MailPart part : mail.parsed().everyPart()) {
            mail.budget().check();
            for (String name : part.names()) {
                examine(name, part, findings);
            }
        }
        return new StageResult.Findings(findings);
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
