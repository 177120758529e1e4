package org.ecluse.server.dnslist;

import java.util.List;
import java.util.Set;
import org.ecluse.dnslist.DnsList.Kind;
import org.ecluse.dnslist.DnsList.Subject;

/**
 * A list as somebody wrote it, unchecked.
 *
 * @param title counts only when it is added
 * @param codes {@code 127.0.0.2 1 spam source}: pattern, strength 0 to 1, meaning; blank ones are left out
 */
public record DnsListDraft(
        String title, String zone, Kind kind, Set<Subject> asked, List<String> codes, boolean active) {
    public DnsListDraft {
        asked = Set.copyOf(asked);
        codes = List.copyOf(codes);
    }
}
