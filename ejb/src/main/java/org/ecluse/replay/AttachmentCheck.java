package org.ecluse.replay;

import java.util.List;
import org.ecluse.mail.MailPart;
import org.ecluse.policy.AttachmentRules;
import org.ecluse.verdict.Finding;

/** What rules for attachments find in files of which names, types and sizes are known. */
@FunctionalInterface
public interface AttachmentCheck {
    List<Finding> examine(List<MailPart> files, AttachmentRules rules);
}
