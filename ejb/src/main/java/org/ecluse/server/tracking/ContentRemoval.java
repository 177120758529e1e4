package org.ecluse.server.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.ecluse.mail.MessageId;
import org.ecluse.server.messages.ServerLog;
import org.ecluse.store.MessageStore;

/**
 * Removes content that no copy needs any more. The row says so first, in a commit of its own: content without a row is taken in
 * again at the next start, a row without content is only untidy and {@link #sweep} ends it.
 */
@ApplicationScoped
public class ContentRemoval {
    @Inject
    MessageStore store;

    @Inject
    ContentNeed need;

    /** To be called after the commit that made a copy final; harmless if others still need the content. */
    public void removeIfUnneeded(MessageId id) {
        if (need.markGoneIfUnneeded(id)) {
            remove(id);
        }
    }

    /** Removes what a crash left behind between the row's commit and the removal. */
    public int sweep() throws IOException {
        int[] removed = {0};
        store.eachBatch(batch -> {
            List<MessageId> left = need.markedGone(batch);
            left.forEach(this::remove);
            removed[0] += left.size();
        });
        return removed[0];
    }

    private void remove(MessageId id) {
        try {
            store.remove(id);
        } catch (IOException e) {
            // The row says GONE already, so the next sweep tries again.
            ServerLog.LOG.contentNotRemoved(id.value(), e);
        }
    }
}
