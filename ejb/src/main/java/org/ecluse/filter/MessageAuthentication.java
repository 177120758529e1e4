package org.ecluse.filter;

import java.util.List;
import java.util.Objects;

/**
 * What the message itself proves about its sender, established once per message before the stages run (R1.11); SPF stands
 * in {@link SenderFacts}.
 *
 * @param dkim one verdict a signature, in the order of the fields from the top, bounded in number
 */
public record MessageAuthentication(List<DkimVerdict> dkim, ArcVerdict arc, DmarcVerdict dmarc) {
    /** Nothing was established: no signature, no chain, no policy. */
    public static final MessageAuthentication NONE =
            new MessageAuthentication(List.of(), ArcVerdict.NONE, DmarcVerdict.NONE);

    public MessageAuthentication {
        dkim = List.copyOf(dkim);
        Objects.requireNonNull(arc, "arc");
        Objects.requireNonNull(dmarc, "dmarc");
    }
}
