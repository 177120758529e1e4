package org.ecluse.server.reputation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.ecluse.server.access.Viewer;

/** What the console and the API do with the internal block list: rows first, then memory. */
@ApplicationScoped
public class BlockListing {
    @Inject
    private Listings listings;

    @Inject
    private BlockList list;

    @Inject
    private EvidenceStore store;

    @Inject
    private Clock clock;

    /** What follows from a listing now. */
    public ListedClient.State state(ListedClient client) {
        return client.state(clock.instant());
    }

    /** Whether {@link #putBack} would do something now. */
    public boolean isReturnable(ListedClient client) {
        return client.removal().isPresent() && clock.instant().isBefore(client.endsAt());
    }

    /** As {@link Listings#list}. */
    public Page<ListedClient> list(Viewer viewer, String search, PageRequest page) {
        return listings.list(viewer, search, page);
    }

    /** As {@link Listings#find}. */
    public ListedClient find(Viewer viewer, String id) {
        return listings.find(viewer, id);
    }

    /** As {@link Listings#remove}; what was seen of the client is forgotten on this node, and its mail is taken at once. */
    public ListedClient remove(Viewer viewer, String id) {
        ListedClient removed = listings.remove(viewer, id);
        store.forget(removed.client());
        list.refresh();
        return removed;
    }

    /** As {@link Listings#putBack}. */
    public ListedClient putBack(Viewer viewer, String id) {
        ListedClient back = listings.putBack(viewer, id);
        list.refresh();
        return back;
    }
}
