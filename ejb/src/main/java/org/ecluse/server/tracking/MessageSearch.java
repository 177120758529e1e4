package org.ecluse.server.tracking;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.ecluse.verdict.VerdictName;

/**
 * What is looked for in message tracking; texts match any part, without case.
 *
 * @param customerId only this customer's copies
 * @param sender in envelope or header
 * @param verdicts empty: any
 * @param from inclusive
 * @param until exclusive
 */
public record MessageSearch(
        Optional<Long> customerId,
        String recipient,
        String sender,
        String subject,
        Set<VerdictName> verdicts,
        Optional<Instant> from,
        Optional<Instant> until) {
    public static final MessageSearch ALL =
            new MessageSearch(Optional.empty(), "", "", "", Set.of(), Optional.empty(), Optional.empty());

    public MessageSearch {
        verdicts = Set.copyOf(verdicts);
    }
}
