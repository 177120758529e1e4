package org.ecluse.smtp.listener;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The RCPT command.
 *
 * @param address the mailbox as given, without {@code <>} and without a source route; never empty. Only
 *     {@code postmaster} may stand without a domain (RFC 5321 section 4.5.1)
 * @param notifyOn upper-case NOTIFY words: {@code NEVER} alone or any of {@code SUCCESS}, {@code FAILURE},
 *     {@code DELAY}, in the order given; empty if not given (RFC 3461 section 4.1)
 * @param orcpt ORCPT, {@code type;xtext} as given (RFC 3461 section 4.2)
 */
public record SmtpRecipient(String address, Set<String> notifyOn, Optional<String> orcpt) {

    public SmtpRecipient {
        if (address.isEmpty()) throw new IllegalArgumentException("a recipient has an address");
        notifyOn = Collections.unmodifiableSet(new LinkedHashSet<>(notifyOn)); // Set.copyOf forgets the order
        Objects.requireNonNull(orcpt, "orcpt");
    }
}
