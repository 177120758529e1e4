package org.ecluse.web.api.audit;

import java.util.Optional;
import org.ecluse.server.audit.AuditHead;

/**
 * Whether the audit trail is whole.
 *
 * @param whole every sealed entry is as it was written, none is missing and none was put in
 * @param brokenAt first number at which it is not; left out if it is whole
 * @param length number of the last entry
 * @param head its hash: noted elsewhere, it shows later that nothing before was changed
 */
public record AuditCheckBody(boolean whole, Long brokenAt, long length, String head) {
    static AuditCheckBody of(Optional<Long> brokenAt, AuditHead head) {
        return new AuditCheckBody(brokenAt.isEmpty(), brokenAt.orElse(null), head.length(), head.hash());
    }
}
