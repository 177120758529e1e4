package org.ecluse.mail;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A mailbox address. The local part is kept as it was written, because delivery must use it unchanged (RFC 5321 section 2.4).
 * Compare addresses by {@link #key()}.
 *
 * @param localPart as written, quotes included, 1 to 64 octets
 * @param domain in comparable form
 */
public record EmailAddress(String localPart, DomainName domain) {
    public EmailAddress {
        if (localPart.isEmpty() || localPart.length() > 64) {
            throw new IllegalArgumentException("local part must have 1 to 64 characters");
        }
    }

    /** The address, or empty if there is no local part or no valid domain. Syntax of the local part is the SMTP session's work. */
    public static Optional<EmailAddress> parse(String written) {
        int at = written.lastIndexOf('@');
        if (at < 1 || at > 64) {
            return Optional.empty();
        }
        String local = written.substring(0, at);
        if (local.chars().anyMatch(c -> c < ' ' || c == 127)) {
            return Optional.empty();
        }
        return DomainName.parse(written.substring(at + 1)).map(domain -> new EmailAddress(local, domain));
    }

    /** Address key: the form to compare and store (local part NFC and lower case, domain A-labels). */
    public String key() {
        return Normalizer.normalize(localPart, Normalizer.Form.NFC).toLowerCase(Locale.ROOT) + "@" + domain;
    }

    /** {@code localPart@domain} as it is sent to the next hop. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
