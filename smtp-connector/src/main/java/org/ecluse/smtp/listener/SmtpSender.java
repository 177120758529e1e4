package org.ecluse.smtp.listener;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The MAIL command.
 *
 * @param address the mailbox as given, without {@code <>} and without a source route; {@code ""} for the null
 *     reverse-path {@code <>} of a bounce
 * @param declaredSizeBytes SIZE (RFC 1870), a claim of the client
 * @param eightBitMime whether BODY=8BITMIME was given (RFC 6152)
 * @param smtpUtf8 whether SMTPUTF8 was given (RFC 6531)
 * @param ret {@code FULL} or {@code HDRS} (RFC 3461 section 4.3)
 * @param envId ENVID, still in xtext as given (RFC 3461 section 4.4)
 */
public record SmtpSender(
        String address,
        OptionalLong declaredSizeBytes,
        boolean eightBitMime,
        boolean smtpUtf8,
        Optional<String> ret,
        Optional<String> envId) {

    public SmtpSender {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(declaredSizeBytes, "declaredSizeBytes");
        Objects.requireNonNull(ret, "ret");
        Objects.requireNonNull(envId, "envId");
    }

    /** Whether this is a bounce's null reverse-path (RFC 5321 section 4.5.5). */
    public boolean isNull() {
        return address.isEmpty();
    }
}
