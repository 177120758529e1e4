package org.ecluse.web.api;

import java.util.List;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;

/**
 * A page of a list as the API writes it.
 *
 * @param total counted up to 10,000
 */
public record Listing<T>(List<T> items, long total, int offset, int limit) {
    public static <T> Listing<T> of(Page<T> page, PageRequest request) {
        return new Listing<>(page.items(), page.total(), request.offset(), request.limit());
    }

    /** A list that is never long. */
    public static <T> Listing<T> whole(List<T> items) {
        return new Listing<>(items, items.size(), 0, items.size());
    }
}
