package org.ecluse.server.queue;

import java.time.Instant;
import java.util.Optional;
import org.ecluse.mail.CopyId;
import org.ecluse.mail.RawMessage;

/** Puts the banner into copies on their way out (R2.8). Whatever happens the copy is delivered, so nothing is thrown. */
public interface CopyBanners {
    /** The copy as it is to be sent; empty: as it is. {@code mail} has every field that we add. No transaction may be open. */
    Optional<RawMessage> with(Order order, RawMessage mail);

    /**
     * A banner that a copy is to have.
     *
     * @param address key of the recipient
     * @param language {@code fr} or {@code en}
     * @param expiresAt end of its link
     * @param authenticationResults what was established when the mail came in, "" if nothing was
     */
    record Order(CopyId copy, String address, String language, Instant expiresAt, String authenticationResults) {}
}
