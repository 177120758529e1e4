package org.ecluse.server.queue;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.RawMessage;

/** Changes copies on their way out (R2.7, R2.8). Whatever happens the copy is delivered, so nothing is thrown. */
public interface CopyEdits {
    /** The copy as it is to be sent. {@code mail} has every field that we add. No transaction may be open. */
    RawMessage edited(Edit edit, RawMessage mail);

    /**
     * What is to be changed in a copy.
     *
     * @param authenticationResults what was established when the mail came in, "" if nothing was
     * @param subjectWord stands before the subject, "" for nothing
     */
    record Edit(CopyId copy, String authenticationResults, String subjectWord, Optional<BannerOrder> banner) {
        public boolean isNone() {
            return subjectWord.isEmpty() && banner.isEmpty();
        }
    }

    /**
     * A banner that a copy is to have.
     *
     * @param address key of the recipient
     * @param language {@code fr} or {@code en}
     * @param expiresAt end of its link
     */
    record BannerOrder(String address, String language, Instant expiresAt) {}
}
