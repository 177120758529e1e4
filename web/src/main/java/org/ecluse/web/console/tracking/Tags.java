package org.ecluse.web.console.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.ecluse.server.tracking.CopyRow;
import org.ecluse.verdict.VerdictName;

/** The colours of verdicts and states; the word always stands beside the colour. */
@Named
@ApplicationScoped
public class Tags {
    public String verdict(VerdictName verdict) {
        return switch (verdict) {
            case CLEAN -> "tag good";
            case VIRUS, PHISHING, SPAM_DESTROYED, RED_LIST, SPOOFED -> "tag bad";
            default -> "tag warn";
        };
    }

    public String state(CopyRow.State state) {
        return switch (state) {
            case DELIVERED, RELEASED -> "tag good";
            case QUEUED, SCAN_PENDING, EXPIRED, CANCELLED, DISCARDED -> "tag";
            case QUARANTINED -> "tag warn";
            case BOUNCED, DESTROYED, REJECTED -> "tag bad";
        };
    }
}
