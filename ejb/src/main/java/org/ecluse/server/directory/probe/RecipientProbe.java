package org.ecluse.server.directory.probe;

import org.ecluse.mail.EmailAddress;
import org.ecluse.server.directory.DomainFacts;

/** Asks a domain's destination server whether a recipient exists, cached and bounded (R1.13; decisions: Recipient probes). */
public interface RecipientProbe {
    /** What the destination server says, or said. */
    enum ProbeResult {
        EXISTS,
        UNKNOWN,
        /** No server answered in time; the recipient may or may not exist. */
        UNAVAILABLE
    }

    ProbeResult exists(DomainFacts domain, EmailAddress recipient);
}
