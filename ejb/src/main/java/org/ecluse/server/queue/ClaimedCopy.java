package org.ecluse.server.queue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ecluse.mail.MessageId;
import org.ecluse.verdict.Mark;
import org.ecluse.verdict.VerdictName;

/**
 * A queue entry that this node claimed, with all that its delivery needs.
 *
 * @param attempts made before
 * @param domainId whose destination servers take it; empty: the MX records of {@code nextHop}
 * @param recipient address key, for the timeline
 * @param authenticationResults value of our Authentication-Results field, "" for mail of our own
 * @param mark what it is marked as (R2.7)
 * @param banner that it is to have on its way
 * @param releasedRole of a released copy, as {@code X-Ecluse-Released} shows it
 */
record ClaimedCopy(
        long entryId,
        long copyId,
        long messageRowId,
        MessageId message,
        int number,
        OptionalLong customerId,
        OptionalLong domainId,
        Locale locale,
        String nextHop,
        int attempts,
        Instant queuedAt,
        boolean delayDsnSent,
        String recipient,
        String deliveryAddress,
        VerdictName verdict,
        double score,
        long policyRevision,
        boolean dsnAllowed,
        String notifyOn,
        String orcpt,
        boolean inbound,
        String reversePath,
        Instant receivedAt,
        long sizeBytes,
        String engines,
        String authenticationResults,
        Optional<String> releasedRole,
        Optional<Mark> mark,
        Optional<CopyEdits.BannerOrder> banner) {}
