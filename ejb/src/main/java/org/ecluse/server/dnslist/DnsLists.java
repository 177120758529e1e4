package org.ecluse.server.dnslist;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.ecluse.dnslist.DnsList;
import org.ecluse.dnslist.KnownLists;
import org.ecluse.server.access.Viewer;

/**
 * The service's DNS lists for its administrators. A change counts at this node at once and at others within a minute, and a list is
 * looked at before it is asked. No transaction is open while it is: the rows are changed and committed before.
 */
@ApplicationScoped
public class DnsLists {
    @Inject
    DnsListAdministration administration;

    @Inject
    DnsListWatch watch;

    /** All, by title. */
    public List<DnsListLine> all(Viewer viewer) {
        return administration.all(viewer).stream().map(this::line).toList();
    }

    public DnsListLine one(Viewer viewer, String name) {
        return line(administration.one(viewer, name));
    }

    /** Well-known lists to start from; each has terms of use. */
    public List<DnsList> known(Viewer viewer) {
        DnsListAdministration.mustBePlatform(viewer);
        return KnownLists.all();
    }

    public DnsListLine add(Viewer viewer, DnsListDraft draft) {
        return checked(administration.add(viewer, draft));
    }

    /** Changes everything but the title. */
    public DnsListLine change(Viewer viewer, String name, DnsListDraft draft) {
        return checked(administration.change(viewer, name, draft));
    }

    /** Switches it on or off by hand. */
    public DnsListLine turn(Viewer viewer, String name, boolean active) {
        return checked(administration.turn(viewer, name, active));
    }

    /** Findings that it made stay, with their points. */
    public void remove(Viewer viewer, String name) {
        administration.remove(viewer, name);
        watch.reload();
    }

    /** Looks at its test points now and says how it fares. */
    public DnsListLine check(Viewer viewer, String name) {
        return checked(administration.one(viewer, name));
    }

    private DnsListLine checked(ConfiguredList configured) {
        watch.reload();
        watch.check(configured.list().name()).join(); // ends with the look-ups
        return line(configured);
    }

    private DnsListLine line(ConfiguredList configured) {
        return new DnsListLine(configured, watch.state(configured.list().name()));
    }
}
