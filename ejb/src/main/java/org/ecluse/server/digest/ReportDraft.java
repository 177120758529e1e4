package org.ecluse.server.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.ecluse.server.quarantine.QuarantineEntry;

/**
 * What a report will tell, as one reading of the database found it.
 *
 * @param address whose report it is
 * @param receiver who gets it: the address, or the owner of a distribution list (R3.10)
 * @param due when the report was due; the commit counts only if it still is
 * @param nextDue when the one after it is
 * @param slot which report of the date it is
 * @param newestBefore newest entry of the report before; the commit counts only if it still is
 * @param listed newest entries, as many as a report lists
 * @param entryIds all entries that this report covers
 * @param accountActivated whether the report leads to the account (R3.13)
 */
record ReportDraft(
        long subscriptionId,
        String address,
        String receiver,
        String language,
        ZoneId zone,
        LocalDate date,
        Instant due,
        Instant nextDue,
        int slot,
        long newestBefore,
        List<QuarantineEntry> listed,
        List<Long> entryIds,
        boolean accountActivated) {
    boolean toOwner() {
        return !receiver.equals(address);
    }
}
